// Generated from corebos.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

export interface paths {
  readonly "/webservice.php#getChallenge": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * Ask for a challenge
     * @description Returns the text that a login of this user has to be made with.
     *
     *     A challenge is valid for 7200 seconds from its creation. Asking again neither renews nor replaces it, so a reply may have
     *     one second left; ask for one per login. Before 2018-06 each request made a new one, of 300 seconds.
     *
     *     `expireTime - serverTime` is how many seconds it stays fresh. `expireTime` is a number when the challenge is new
     *     and text when it was there already.
     *
     *     Send no session and no cookie with this request.
     */
    readonly get: operations["getChallenge"]
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/webservice.php#listTypes": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * List the modules that the user may read
     * @description The cheapest request that needs a session, and so the one to keep a session alive with. A session ends 7200 seconds
     *     after its last request, or earlier where the server is set up so. coreBOS runs the requests of one session one
     *     after the other, each waiting up to 60 seconds for the one before.
     *
     *     Instead of a session, a static token may be sent in the header `corebos-authorization`. The first call after a
     *     pause may be refused with it; repeat it once.
     */
    readonly get: operations["listTypes"]
    readonly put?: never
    readonly post?: never
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/webservice.php#login": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log in with the access key
     * @description Exchanges a challenge and the user's access key for a session.
     *
     *     `accessKey` is not the key but the lower-case hex md5 of the challenge's `token` followed by the key, with nothing
     *     between them. The key is shown on the user's preferences page. Changing a user's password replaces it; open
     *     sessions live on.
     *
     *     The user's name is compared without regard to case. There is no lockout for this login. The reply sets a cookie,
     *     which is not needed and must not be sent.
     *
     *     Servers send the session id as `sessionName`; the wiki prints `sessionId`. A server may allow one session per
     *     user: then every login ends the others.
     */
    readonly post: operations["login"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/webservice.php#loginWithPassword": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log in with the password (insecure)
     * @description Exchanges a challenge and the user's password for a session. `accessKey` is the challenge's `token` followed by the
     *     password, with nothing between them: the password goes out in clear text. Use it over TLS only, and prefer `login`.
     *
     *     The user's name is compared with regard to case, unlike in `login`, and the user needs an access key all the same.
     *     With LDAP or Active Directory set up, the password is checked there.
     *
     *     A user whom the web interface locked after too many failures (5 by default) is refused as if the password were
     *     wrong. Failures here are not counted. Available since 2014-12.
     */
    readonly post: operations["loginWithPassword"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/webservice.php#logout": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * End a session
     * @description Ends the session that `sessionName` names. Only a `message` of `successfull`, spelt so, proves that it ended; a
     *     session named in the header alone gets `session error` and stays valid. A session that is gone already counts as
     *     ended. The wiki calls the field `sessionId`, which does not work.
     */
    readonly post: operations["logout"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    /** @description A challenge for a login */
    readonly Challenge: {
      readonly expireTime: components["schemas"]["UnixSeconds"]
      readonly serverTime: components["schemas"]["UnixSeconds"]
      /** @description The challenge. Use it byte for byte. */
      readonly token: string
    }
    /** @description The reply to `getchallenge` */
    readonly ChallengeReply: {
      readonly moreinfo?: components["schemas"]["MoreInfo"]
      readonly result: components["schemas"]["Challenge"]
      /**
       * @description `true`: the operation succeeded
       * @constant
       */
      readonly success: true
    }
    /** @description A failure of the protocol, under HTTP 200 */
    readonly Failure: {
      /** @description Absent in the replies of a few operations */
      readonly error?: {
        /** @description What went wrong. Text on every server seen. */
        readonly code?: string | number
        /** @description For people. Wording and spelling differ between releases. */
        readonly message?: string
      }
      readonly moreinfo?: components["schemas"]["MoreInfo"]
      /** @description What a few operations say instead of an error */
      readonly result?: string
      /** @constant */
      readonly success: false
    }
    /** @description The reply to `login` */
    readonly LoginReply: {
      readonly moreinfo?: components["schemas"]["MoreInfo"]
      readonly result: components["schemas"]["LoginResult"]
      /**
       * @description `true`: the operation succeeded
       * @constant
       */
      readonly success: true
    }
    /** @description The session, and what the server says of itself */
    readonly LoginResult: {
      /**
       * Format: password
       * @description The session id under the name that the wiki prints
       */
      readonly sessionId?: string
      /**
       * Format: password
       * @description The session id
       */
      readonly sessionName?: string
      /** @description The user's webservice id, such as `19x7` */
      readonly userId: string
      /** @description The API's version, `0.22` on every server seen */
      readonly version?: string
      /** @description The version of the database schema, such as `5.5.0`; not the product's */
      readonly vtigerVersion?: string
    }
    /** @description The reply to `logout` */
    readonly LogoutReply: {
      readonly moreinfo?: components["schemas"]["MoreInfo"]
      /** @description How it went */
      readonly result: {
        /** @description `successfull` when the session ended */
        readonly message: string
      }
      /**
       * @description `true`: the operation succeeded
       * @constant
       */
      readonly success: true
    }
    /** @description There since 2020-05; null but for a query */
    readonly MoreInfo: {
      /** @description How many rows a query found */
      readonly totalrows?: string
    } | null
    /** @description A body that is not the protocol's */
    readonly Text: string
    /** @description The reply to `listtypes` */
    readonly TypesReply: {
      readonly moreinfo?: components["schemas"]["MoreInfo"]
      /** @description The modules */
      readonly result: {
        /** @description Module by name */
        readonly information?: {
          readonly [key: string]: {
            /** @description A flag of the module; its meaning is unknown */
            readonly isEntity?: boolean
            /** @description The module's label, such as `Contacts` */
            readonly label?: string
            /** @description The label of one record, such as `Contact` */
            readonly singular?: string
          }
        }
        /** @description Names of modules */
        readonly types?: readonly string[]
      }
      /**
       * @description `true`: the operation succeeded
       * @constant
       */
      readonly success: true
    }
    /** @description Unix time in seconds on the server's clock, as a number or as text made of digits */
    readonly UnixSeconds: number | string
  }
  responses: {
    /** @description A proxy found no server. */
    readonly BadGateway: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description A proxy got no answer in time. */
    readonly GatewayTimeout: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description Nothing there. The base URL has a wrong path. */
    readonly NotFound: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description A redirect, which is never followed. The base URL has a wrong scheme or host. */
    readonly Redirect: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description The database is down, or PHP crashed before it wrote anything. */
    readonly ServerDied: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
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
    /** @description A proxy's limit. coreBOS itself has none. */
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
  readonly getChallenge: {
    readonly parameters: {
      readonly query: {
        readonly operation: "getchallenge"
        /** @description The user's name in UTF-8 */
        readonly username: string
      }
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The challenge, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["ChallengeReply"] | components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      readonly 404: components["responses"]["NotFound"]
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerDied"]
      readonly 502: components["responses"]["BadGateway"]
      readonly 503: components["responses"]["ServiceUnavailable"]
      readonly 504: components["responses"]["GatewayTimeout"]
    }
  }
  readonly listTypes: {
    readonly parameters: {
      readonly query: {
        readonly operation: "listtypes"
      }
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The modules, or why there are none */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["TypesReply"] | components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      readonly 404: components["responses"]["NotFound"]
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerDied"]
      readonly 502: components["responses"]["BadGateway"]
      readonly 503: components["responses"]["ServiceUnavailable"]
      readonly 504: components["responses"]["GatewayTimeout"]
    }
  }
  readonly login: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /**
           * Format: password
           * @description Lower-case hex md5 of the challenge token followed by the user's access key. It can be replayed until the challenge expires.
           */
          readonly accessKey: string
          /** @constant */
          readonly operation: "login"
          /** @description The user's name in UTF-8 */
          readonly username: string
        }
      }
    }
    readonly responses: {
      /** @description The session, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["LoginReply"] | components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      readonly 404: components["responses"]["NotFound"]
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerDied"]
      readonly 502: components["responses"]["BadGateway"]
      readonly 503: components["responses"]["ServiceUnavailable"]
      readonly 504: components["responses"]["GatewayTimeout"]
    }
  }
  readonly loginWithPassword: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /**
           * Format: password
           * @description The challenge token followed by the user's password
           */
          readonly accessKey: string
          /** @constant */
          readonly operation: "login"
          /** @description The user's name in UTF-8, in its right case */
          readonly username: string
        }
      }
    }
    readonly responses: {
      /** @description The session, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["LoginReply"] | components["schemas"]["Failure"]
        }
      }
      readonly 500: components["responses"]["ServerDied"]
      readonly 503: components["responses"]["ServiceUnavailable"]
    }
  }
  readonly logout: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /** @constant */
          readonly operation: "logout"
          /**
           * Format: password
           * @description The session id
           */
          readonly sessionName: string
        }
      }
    }
    readonly responses: {
      /** @description That the session ended, or why it did not */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["LogoutReply"] | components["schemas"]["Failure"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      readonly 500: components["responses"]["ServerDied"]
    }
  }
}
