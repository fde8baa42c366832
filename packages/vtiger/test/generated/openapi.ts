// Generated from vtiger.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

export interface paths {
  readonly "/webservice.php#extendSession": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Ask for a session to be extended
     * @description Works on servers with the vtiger 8.2 handler only, and lengthens nothing there; up to 7.x it merely turns the
     *     session of a browser into one of this API, and refuses any other with `AUTHENTICATION_FAILURE`. Any other request
     *     with the session keeps it alive on every version, so treat this one as optional and log in again when it fails.
     *
     *     Send only an id that a login gave and that has not ended: on 8.2 an unknown one leaves an anonymous session
     *     behind, and later calls with it get an empty 500. If the reply has a session id, it replaces the one that was sent.
     */
    readonly post: operations["extendSession"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/webservice.php#getChallenge": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * Ask for a challenge
     * @description Returns the text that the next `login` of this user has to be made with.
     *
     *     vtiger stores one challenge per user. A new one replaces the last, whichever client asked for it, and is valid for 300 seconds. So
     *     ask for one per login, and let the logins of one user follow each other. `expireTime - serverTime` is how many
     *     seconds it stays fresh; never compare either with the local clock.
     *
     *     An unknown user name is refused with `ACCESS_DENIED`; vtiger 5.4 answers it with a challenge that is of no use.
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
     * @description The cheapest request that needs a session, and so the one to keep a session alive with. vtiger runs the requests of
     *     one session one after the other, so it waits behind a slow one.
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
     *     between them. Upper-case hex, the raw key, or a key that was trimmed or changed in case are refused, and so is the
     *     user's password. Keys are letters and digits, up to 16 of them, often fewer.
     *
     *     A login that lost its challenge to a parallel one of the same user gets the same `INVALID_USER_CREDENTIALS` as a
     *     wrong key: the one refusal that is worth a second try, with a fresh challenge, once.
     *
     *     Real servers send the session id as `sessionName`; older copies of the vendor's page print `sessionId`. Newer
     *     versions add members about the user, which are left out here.
     */
    readonly post: operations["login"]
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
     * @description Ends the session that `sessionName` names, and no other session of the user.
     *
     *     Only a `message` of `successfull`, spelt so, proves that the session ended. A session that is gone already counts
     *     as ended. Sent by GET, the request is refused and the session stays.
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
      readonly result: components["schemas"]["Challenge"]
      /**
       * @description `true`: the operation succeeded
       * @constant
       */
      readonly success: true
    }
    /** @description The reply to `extendsession` */
    readonly ExtendReply: {
      readonly result?: components["schemas"]["ExtendResult"]
      /**
       * @description `true`: the operation succeeded
       * @constant
       */
      readonly success: true
    }
    /** @description The session, with the fields of a login's reply as far as the server sends them */
    readonly ExtendResult: {
      /**
       * Format: password
       * @description The session id under the name that older pages print
       */
      readonly sessionId?: string
      /**
       * Format: password
       * @description The session id
       */
      readonly sessionName?: string
      /** @description The user's webservice id, such as `19x7` */
      readonly userId?: string
      /** @description The API's version, `0.22` on every server seen */
      readonly version?: string
      /** @description The product's version */
      readonly vtigerVersion?: string
    }
    /** @description A failure of the protocol, under HTTP 200 */
    readonly Failure: {
      readonly error?: {
        /** @description What went wrong. Text on every server seen; PHP's own codes can pass through. */
        readonly code?: string | number
        /** @description For people. Wording and spelling differ between servers. */
        readonly message?: string
      }
      /** @constant */
      readonly success: false
    }
    /** @description The reply to `login` */
    readonly LoginReply: {
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
       * @description The session id under the name that older pages print
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
      /** @description The product's version */
      readonly vtigerVersion?: string
    }
    /** @description The reply to `logout` */
    readonly LogoutReply: {
      /** @description How it went */
      readonly result?: {
        /** @description `successfull` when the session ended */
        readonly message?: string
      }
      /**
       * @description `true`: the operation succeeded
       * @constant
       */
      readonly success: true
    }
    /** @description A body that is not the protocol's */
    readonly Text: string
    /** @description The reply to `listtypes` */
    readonly TypesReply: {
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
    /** @description PHP crashed before it wrote anything. On calls also an unknown operation, or a session without a user. */
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
    /** @description A proxy's limit. vtiger itself documents none. */
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
  readonly extendSession: {
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
          readonly operation: "extendsession"
          /**
           * Format: password
           * @description The session id
           */
          readonly sessionName: string
        }
      }
    }
    readonly responses: {
      /** @description The session, or why it was not extended */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["ExtendReply"] | components["schemas"]["Failure"]
        }
      }
      readonly 500: components["responses"]["ServerDied"]
      readonly 503: components["responses"]["ServiceUnavailable"]
    }
  }
  readonly getChallenge: {
    readonly parameters: {
      readonly query: {
        readonly operation: "getchallenge"
        /** @description The user's name in UTF-8. Case does not matter. */
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
           * @description The session id. A parameter called `sessionId` is ignored.
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
      readonly 500: components["responses"]["ServerDied"]
    }
  }
}
