// Generated from kafinea.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
     * @description Asks for a session to be extended, in the one form that can work on a vtiger server of version 8.2: a POST that
     *     names the session. What Kafinea needs, and what it does then, is unknown; any other request with the session is the
     *     surer way to keep it alive. A failure is no reason to give up: log in again.
     *
     *     Send only an id that a login gave and that has not ended. If the reply has a session id, it replaces the one sent.
     */
    readonly post: operations["extendSession"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/webservice.php#extendSessionByGet": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * Ask for a session to be extended, as the vendor prints it
     * @description The request as the vendor's page prints it: a GET that names no session. It can only work through the cookie of a
     *     browser, and vtiger refuses it. Use `extendSession`, or any other request with the session.
     */
    readonly get: operations["extendSessionByGet"]
    readonly put?: never
    readonly post?: never
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
     *     How long it is valid is unknown: `expireTime - serverTime` is how many seconds it stays fresh. On vtiger a challenge
     *     replaces the user's last one, so ask for one per login, and let the logins of one user follow each other.
     *
     *     The page prints both times as text; vtiger sends numbers. Either is read. Send no session with this request.
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
     * @description The cheapest request that needs a session, and so the one to keep a session alive with. How long an idle session
     *     lasts is unknown; vtiger servers clear it away some time after 24 minutes.
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
     *     `accessKey` (with a capital K) is the lower-case hex md5 of the challenge's `token` followed by the access key,
     *     with nothing between them. The key is shown under "My Preferences". The page speaks of a password in passing; the
     *     user's password is not what is hashed.
     *
     *     The page prints the session id as `sessionId`, vtiger sends `sessionName`; either is read. A login that lost its
     *     challenge to a parallel one may be refused like a wrong key: the one refusal that is worth a second try, with a
     *     fresh challenge, once.
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
     * @description Ends the session that `sessionName` names. The page prints no reply; vtiger answers with the message `successfull`,
     *     spelt so. A session that is gone already counts as ended.
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
      /** @description The product's version */
      readonly kafineaVersion?: string
      /**
       * Format: password
       * @description The session id under the name that the page prints
       */
      readonly sessionId?: string
      /**
       * Format: password
       * @description The session id
       */
      readonly sessionName?: string
      /** @description The user's webservice id, such as `19x7` */
      readonly userId?: string
      /** @description The API's version */
      readonly version?: string
      /** @description The product's version under vtiger's name */
      readonly vtigerVersion?: string
    }
    /** @description A failure of the protocol, under HTTP 200 */
    readonly Failure: {
      readonly error?: {
        /** @description What went wrong */
        readonly code?: string | number
        /** @description For people */
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
      /** @description The product's version */
      readonly kafineaVersion?: string
      /**
       * Format: password
       * @description The session id under the name that the page prints
       */
      readonly sessionId?: string
      /**
       * Format: password
       * @description The session id
       */
      readonly sessionName?: string
      /** @description The user's webservice id, such as `19x7` */
      readonly userId: string
      /** @description The API's version */
      readonly version?: string
      /** @description The product's version under vtiger's name */
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
    /** @description Nothing there. The instance has another name, or is closed. */
    readonly NotFound: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description A redirect, which is never followed. The base URL is wrong, or the instance has moved. */
    readonly Redirect: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description PHP crashed before it wrote anything. On vtiger also a JSON body, an unknown operation, or a session without a user. */
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
    /** @description A proxy's limit. Kafinea documents none. */
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
  readonly extendSessionByGet: {
    readonly parameters: {
      readonly query: {
        readonly operation: "extendsession"
      }
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
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
    }
  }
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
           * @description The session id, whatever name it came under
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
