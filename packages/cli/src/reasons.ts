/** What each reason means, what the engine does about it, and what a person can do. */

/** A reason, explained. */
export interface Explained {
  readonly meaning: string
  /** What the engine does. */
  readonly engine: string
  /** What a person can do. */
  readonly remedy: string
}

const later = "remembers it and answers at once for a while, longer each time; then it tries again"
const guarded =
  "does not send these credentials again until they change, you run `login --again`, or the guard's time is over"

/** Every reason, by its tag. */
export const reasons: { readonly [tag: string]: Explained } = {
  InvalidCredentials: {
    meaning: "The vendor refused the user name, password or key.",
    engine: guarded,
    remedy: "Correct the credentials. If they are right, look for another client of the same user."
  },
  AccountLocked: {
    meaning: "The account is locked or disabled.",
    engine: guarded,
    remedy: "Ask the vendor's administrator to unlock it, or wait."
  },
  PasswordExpired: {
    meaning: "The password has expired.",
    engine: guarded,
    remedy: "Change the password at the vendor, then log in with the new one."
  },
  AccessDenied: {
    meaning: "The account may not do this: a permission, an address rule, or an interface that is switched off.",
    engine: "asks again after 5 minutes, then less and less often, up to once an hour",
    remedy: "Check the account's permissions and address rules at the vendor."
  },
  SubscriptionExpired: {
    meaning: "The account's subscription has lapsed.",
    engine: "asks again after 5 minutes, then less and less often, up to once an hour",
    remedy: "Renew the subscription at the vendor."
  },
  SecondFactorRequired: {
    meaning: "The vendor wants a second factor, and none was given.",
    engine:
      "asks whatever answers second factors, in each login; if a one-time key is refused, it asks for another, at most twice",
    remedy: "Log in at a terminal, or give --totp-command."
  },
  SecondFactorRejected: {
    meaning: "The second factor was refused, or cannot answer what is asked.",
    engine: "does not send it again; asks for another one-time key, at most twice in a login",
    remedy: "Check the key and the clock of the device that made it, then log in again."
  },
  SessionRejected: {
    meaning: "The session was rejected: it ended, was replaced, or was never valid here.",
    engine: "logs in again, and sends the request once more where that is harmless",
    remedy:
      "If a fresh session is rejected too, look for another client, an address rule, or a proxy that changes requests."
  },
  ReplayImpossible: {
    meaning: "The session was rejected and is renewed, but the request was not sent again.",
    engine: "keeps the new session",
    remedy: "Send the request again if doing it twice is harmless, or use --replay-safe."
  },
  ChallengeRejected: {
    meaning: "The challenge of a login was stale, unknown or already replaced.",
    engine: "tries again with a fresh challenge inside the same login",
    remedy: "Let processes of one user share a session store."
  },
  RateLimited: { meaning: "Too many requests.", engine: later, remedy: "Wait, and send fewer requests." },
  Unavailable: {
    meaning: "The server, or a proxy in front of it, is overloaded, in maintenance or broken for now.",
    engine: later,
    remedy: "Try again later; `crm-auth doctor` looks for the cause."
  },
  Transport: {
    meaning: "No answer came: name lookup, TLS, connection, a cut body, or a deadline.",
    engine: later,
    remedy: "Check the address and the network; `crm-auth doctor` looks for the cause."
  },
  UnexpectedResponse: {
    meaning: "Something answered, but not in this vendor's protocol.",
    engine: later,
    remedy: "Check the base address, and look for a proxy or a login page in front of the vendor."
  },
  VendorFailure: {
    meaning: "The vendor refused with a code that no public source explains.",
    engine: "passes it on, and never guesses",
    remedy: "Ask the vendor what the code means."
  },
  CredentialsUnavailable: {
    meaning: "The credentials could not be read from where they are kept.",
    engine: later,
    remedy: "Check the vault, the command or the keychain that holds them."
  },
  StoreFailure: {
    meaning: "The session store failed, or held something that it should not.",
    engine: "goes on without the store in programs; this command stops instead of logging in each time",
    remedy: "Check the store's folder or address, and its key."
  },
  InvalidConfiguration: {
    meaning: "An option, a variable or a request is wrong.",
    engine: "sends nothing",
    remedy: "Correct the field that the message names."
  },
  CapacityExceeded: {
    meaning: "Every place of a session map is taken by an account in use.",
    engine: "lets go of no session that is in use",
    remedy: "Raise the map's capacity."
  },
  Closed: {
    meaning: "The session manager was closed.",
    engine: "ends its sessions",
    remedy: "Make a new manager."
  }
}
