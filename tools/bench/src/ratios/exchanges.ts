/** The requests that a login of each vendor is made of, as a hand-written client would send them. */

export interface Exchange {
  readonly method: "GET" | "POST" | "PUT"
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string
}

const form = { "content-type": "application/x-www-form-urlencoded" }
const json = { "content-type": "application/json" }

export const exchanges = {
  kayako: [
    { method: "POST", path: "/staffapi/index.php?/Core/Default/Login", headers: form, body: "username=jane&password=x" }
  ],
  vtiger: [
    { method: "GET", path: "/webservice.php?operation=getchallenge&username=jane" },
    { method: "POST", path: "/webservice.php", headers: form, body: "operation=login&username=jane&accessKey=x" }
  ],
  crmcom: [
    { method: "POST", path: "/crmapi/rest/v2/authentication/token", headers: json, body: '{"username":"jane"}' }
  ],
  kftoken: [
    { method: "POST", path: "/sessiontoken", headers: json, body: '{"UserName":"jane"}' },
    { method: "PUT", path: "/sessiontoken", headers: json, body: '{"TemporaryToken":"x"}' }
  ]
} as const satisfies { readonly [vendor: string]: ReadonlyArray<Exchange> }

/** The vendors whose logins are timed. */
export type TimedVendor = keyof typeof exchanges

/** The exchanges of a vendor that another process names. */
export const exchangesOf = (vendor: string): ReadonlyArray<Exchange> => {
  const found = Object.entries<ReadonlyArray<Exchange>>(exchanges).find(([name]) => name === vendor)
  if (found === undefined) throw new Error(`the logins of ${vendor} are not timed`)
  return found[1]
}
