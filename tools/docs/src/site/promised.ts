/** What the programs that run in pages do, as their pages promise it: held by a test, and by the tour in a browser. */

export interface Promised {
  /** The lines of the engine, each after `engine `, and those of the program. */
  readonly printed: RegExp
  /** What the engine's metrics count. */
  readonly counted: string
}

const counted = (logins: string, shared: string, renewals: string, replays: string): string =>
  `${logins} · ${shared} shared a login · ${renewals} · ${replays} sent again`

/** By the name of the program. */
export const promised: { readonly [name: string]: Promised } = {
  "kayako.one-login": {
    printed:
      /engine logs in: there is no session\nengine is logged in: [^]*20 answers, all 200[^]*it works: true[^]*engine has logged out/,
    counted: counted("1 login", "19 callers", "0 renewals", "0 requests")
  },
  "kayako.session-ended": {
    printed:
      /200[^]*engine learns that the server rejected [^]*engine renews: the server rejected [^]*engine has renewed [^]*200[^]*engine has logged out/,
    counted: counted("2 logins", "0 callers", "1 renewal", "1 request")
  },
  "kayako.wrong-password": {
    printed: /engine could not log in: InvalidCredentials[^]*engine guards the account[^]*5 InvalidCredentials/,
    counted: counted("1 login", "0 callers", "0 renewals", "0 requests")
  }
}
