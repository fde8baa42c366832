// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

export interface paths {
  readonly "/customers": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * List customers
     * @description Lists customers, page by page. With one customer per page it is the cheapest request with a session, and so the one
     *     to keep a session alive with. Large pages have taken 45 seconds. Only the envelope of the list is decoded.
     */
    readonly get: operations["listCustomers"]
    readonly put?: never
    /**
     * Create a customer
     * @description Creates a customer, as an example of a write with a session. Of a customer's many fields only the first two are
     *     offered here.
     */
    readonly post: operations["createCustomer"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/sessiontoken": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * Exchange an external token
     * @description Exchanges a token of the vendor's own sign-on for a session token. Known from the vendor's Swagger document only, and
     *     rarely of use to others.
     */
    readonly get: operations["exchangeExternalToken"]
    /**
     * Log in, second step
     * @description Exchanges the temporary token and the wanted characters of the memorable word for a session token. It ends after
     *     more than 60 minutes without use (a server can be set up otherwise); no absolute limit is documented.
     *
     *     Send the characters as they are stored, in the order in which the positions came. A word too short for a position is
     *     better found before this is sent: assume that wrong characters count towards a lockout.
     *
     *     A success does not mean a healthy account: look at `SubscriptionExpired`, `HasTemporaryPassword`, `IsLockedOut` and
     *     `Disabled`. What a wrong character or a stale temporary token gets is unknown.
     */
    readonly put: operations["createSessionToken"]
    /**
     * Log in, first step
     * @description Exchanges a user's name and password for a temporary token and the positions of the memorable word that
     *     `createSessionToken` has to answer. It is the password of the web login.
     *
     *     Positions count from 1. Do the second step at once: how long a temporary token is valid is unknown, and the positions
     *     belong to the token of the same reply. Never repeat a refused login: failures lock the account, after how many is
     *     unknown, and only its administrator can unlock it.
     *
     *     The vendor's Swagger document has a query parameter `oldApp` too. Nothing says what it does, so it is never sent.
     */
    readonly post: operations["createTemporaryToken"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/sessiontoken/{sessionToken}": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    readonly post?: never
    /**
     * End a session
     * @description Ends the session at once. The token stands in the path, so keep the URL out of logs; whether the header alone would
     *     do is unknown, so it goes along. A session that is gone already counts as ended. Nothing of the reply is read.
     */
    readonly delete: operations["deleteSessionToken"]
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    /** @description What of a customer is decoded */
    readonly Customer: {
      /** @description The customer's code */
      readonly Code?: string | null
      /** @description The customer's name */
      readonly Name?: string | null
    }
    /** @description A page of customers */
    readonly CustomerList: {
      /** @description The customers of this page */
      readonly Data?: readonly components["schemas"]["Customer"][]
      /** @description Where the next page is */
      readonly MetaData?: {
        /** @description The address of the next page */
        readonly NextPageUrl?: string | null
      }
    }
    /** @description A failure, under a status other than 2xx */
    readonly Failure: {
      /** @description A code; the list is open */
      readonly Error?: string
      /** @description For people */
      readonly Message?: string | null
    }
    /** @description A character of the memorable word, and its position */
    readonly MemorableCharacter: {
      readonly Position: components["schemas"]["Position"]
      /**
       * Format: password
       * @description The one character at this position
       */
      readonly Value: string
    }
    /** @description A position in the memorable word, counted from 1, as a number or as text made of digits */
    readonly Position: number | string
    /** @description A session token, and what the server says of the account */
    readonly SessionToken: {
      /** @description By its name: the number of a client manager */
      readonly ClientManagerId?: number | null
      /** @description By its name: the number of the company */
      readonly CompanyId?: number | null
      /** @description The company's name */
      readonly CompanyName?: string | null
      /** @description By its name: the full name of the user */
      readonly CompanyUserFullName?: string | null
      /** @description By its name: the number of the user in the company */
      readonly CompanyUserId?: number | null
      /** @description By its name: the number of a connected user's partner */
      readonly ConnectedUserPartnerId?: number | null
      /** @description Whether the account is disabled */
      readonly Disabled?: boolean | null
      /** @description By its name: a mail address, or the id of one */
      readonly EmailId?: string | null
      /** @description Whether the password has to be changed */
      readonly HasTemporaryPassword?: boolean | null
      /** @description An object; its members are unknown */
      readonly IntegrationsSettings?: {
        readonly [key: string]: unknown
      } | null
      /** @description By its name: whether the user is an administrator */
      readonly IsAdmin?: boolean | null
      /** @description Whether the account is locked */
      readonly IsLockedOut?: boolean | null
      /** @description A flag; its meaning is unknown */
      readonly IsPackageRestricted?: boolean | null
      /** @description A flag; its meaning is unknown */
      readonly KeepUserLoggedIn?: boolean | null
      /** @description By its name: positions in the memorable word. In an unknown format */
      readonly MemorableWordPositions?: string
      /** @description By its name: the package of the account */
      readonly PackageName?: string | null
      /** @description A flag; its meaning is unknown */
      readonly PartnerBrandingOptOut?: boolean | null
      /** @description By its name: the number of a partner's user */
      readonly PartnerCompanyUserId?: number | null
      /** @description By its name: the number of the partner */
      readonly PartnerId?: number | null
      /**
       * Format: password
       * @description The session token. Opaque text.
       */
      readonly SessionToken: string
      /** @description By its name: the address of a page to start at */
      readonly StartPageUrl?: string | null
      /** @description Whether the subscription has lapsed; calls are then refused */
      readonly SubscriptionExpired?: boolean | null
      /** @description In an unknown format */
      readonly SubscriptionExpiryDate?: string | null
      /** @description By its name: the number of the tenant */
      readonly TenantId?: number | null
    }
    /** @description The reply to the first step of a login */
    readonly TemporaryToken: {
      /** @description By its name: the number of a client manager */
      readonly ClientManagerId?: number | null
      /** @description By its name: the number of the company */
      readonly CompanyId?: number | null
      /** @description By its name: the full name of the user */
      readonly CompanyUserFullName?: string | null
      /** @description By its name: the number of the user in the company */
      readonly CompanyUserId?: number | null
      /** @description By its name: the number of a connected user's partner */
      readonly ConnectedUserPartnerId?: number | null
      /** @description Whether the account is disabled */
      readonly Disabled?: boolean | null
      /** @description By its name: a mail address, or the id of one */
      readonly EmailId?: string | null
      /** @description Whether the password has to be changed */
      readonly HasTemporaryPassword?: boolean | null
      /** @description An object; its members are unknown */
      readonly IntegrationsSettings?: {
        readonly [key: string]: unknown
      } | null
      /** @description By its name: whether the user is an administrator */
      readonly IsAdmin?: boolean | null
      /** @description Whether the account is locked */
      readonly IsLockedOut?: boolean | null
      /** @description A flag; its meaning is unknown */
      readonly IsPackageRestricted?: boolean | null
      /** @description A flag; its meaning is unknown */
      readonly KeepUserLoggedIn?: boolean | null
      /** @description Which characters of the memorable word are wanted */
      readonly MemorableWordList: readonly components["schemas"]["WantedCharacter"][]
      /** @description By its name: positions in the memorable word. In an unknown format */
      readonly MemorableWordPositions?: string
      /** @description By its name: the package of the account */
      readonly PackageName?: string | null
      /** @description A flag; its meaning is unknown */
      readonly PartnerBrandingOptOut?: boolean | null
      /** @description By its name: the number of a partner's user */
      readonly PartnerCompanyUserId?: number | null
      /** @description By its name: the number of the partner */
      readonly PartnerId?: number | null
      /** @description Whether the subscription has lapsed; calls are then refused */
      readonly SubscriptionExpired?: boolean | null
      /**
       * Format: password
       * @description The temporary token, for the second step only. Opaque text.
       */
      readonly TemporaryToken: string
      /** @description By its name: the number of the tenant */
      readonly TenantId?: number | null
    }
    /** @description A body that is not read as JSON */
    readonly Text: string
    /** @description A character of the memorable word that the second step has to send */
    readonly WantedCharacter: {
      readonly Position: components["schemas"]["Position"]
      /** @description Empty; the answer goes here */
      readonly Value?: string | null
    }
  }
  responses: {
    /** @description A gateway found no server. */
    readonly BadGateway: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description A gateway got no answer in time. */
    readonly GatewayTimeout: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description Nothing there. The base URL is wrong, or the API has changed. */
    readonly NotFound: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "application/json": components["schemas"]["Failure"]
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description A redirect, which is never followed. The base URL is wrong. */
    readonly Redirect: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description The server failed. */
    readonly ServerError: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "application/json": components["schemas"]["Failure"]
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description The server is overloaded or down. */
    readonly ServiceUnavailable: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description Too many requests. One client expects it; nothing is documented. */
    readonly TooManyRequests: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
  }
  parameters: never
  requestBodies: never
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  readonly listCustomers: {
    readonly parameters: {
      readonly query?: {
        /** @description Which page, from 1 */
        readonly page?: number
        /** @description How many customers per page */
        readonly perpage?: number
      }
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The customers */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["CustomerList"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      /** @description A failure */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      /** @description No valid session, or a valid one that may not do this */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      /** @description Not a status of the API */
      readonly 403: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      /** @description Nothing there */
      readonly 404: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerError"]
      readonly 502: components["responses"]["BadGateway"]
      readonly 503: components["responses"]["ServiceUnavailable"]
      readonly 504: components["responses"]["GatewayTimeout"]
    }
  }
  readonly createCustomer: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @description The customer's code */
          readonly Code?: string
          /** @description The customer's name */
          readonly Name: string
        }
      }
    }
    readonly responses: {
      /** @description The customer */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Customer"]
        }
      }
      /** @description A failure */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      /** @description No valid session */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      readonly 500: components["responses"]["ServerError"]
    }
  }
  readonly exchangeExternalToken: {
    readonly parameters: {
      readonly query: {
        /** @description The external token, a GUID */
        readonly externalToken: string
        /** @description The user's id */
        readonly uid: number
      }
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The session token */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["SessionToken"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      /** @description A refusal */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      readonly 503: components["responses"]["ServiceUnavailable"]
    }
  }
  readonly createSessionToken: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @description Its effect is unknown */
          readonly KeepUserLoggedIn?: boolean
          /** @description The wanted characters, in the order of the first step's reply */
          readonly MemorableWordList: readonly components["schemas"]["MemorableCharacter"][]
          /**
           * Format: password
           * @description Of the first step's reply
           */
          readonly TemporaryToken: string
        }
      }
    }
    readonly responses: {
      /** @description The session token */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["SessionToken"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      /** @description A refusal */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      /** @description A refusal */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      readonly 500: components["responses"]["ServerError"]
      readonly 503: components["responses"]["ServiceUnavailable"]
    }
  }
  readonly createTemporaryToken: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /**
           * Format: password
           * @description The user's password, without quotes or spaces around it
           */
          readonly Password: string
          /** @description The user's name */
          readonly UserName: string
        }
      }
    }
    readonly responses: {
      /** @description The temporary token */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["TemporaryToken"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      /** @description A refusal */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      /** @description A refusal */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      readonly 404: components["responses"]["NotFound"]
      /** @description Another method is wanted here; the base URL is wrong, or the API has changed. */
      readonly 405: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerError"]
      readonly 502: components["responses"]["BadGateway"]
      readonly 503: components["responses"]["ServiceUnavailable"]
      readonly 504: components["responses"]["GatewayTimeout"]
    }
  }
  readonly deleteSessionToken: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path: {
        /** @description The session token */
        readonly sessionToken: string
      }
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The session ended */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "text/plain": components["schemas"]["Text"]
        }
      }
      /** @description The session ended */
      readonly 204: {
        headers: {
          readonly [name: string]: unknown
        }
        content?: never
      }
      /** @description The session is gone already, or something else is wrong */
      readonly 401: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      readonly 404: components["responses"]["NotFound"]
      readonly 503: components["responses"]["ServiceUnavailable"]
    }
  }
}
