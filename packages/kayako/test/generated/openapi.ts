// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

export interface paths {
  readonly "/staffapi/index.php?/Core/Default/GetInfo": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Read about the desk
     * @description Describes the desk. It is the only documented request that does nothing but keep a session alive, from version 4.60
     *     on; send every flag as 0 for the least work. Some builds read only the flags for macros and avatars.
     *
     *     Of its large reply only the part about the product is decoded.
     */
    readonly post: operations["getInfo"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/staffapi/index.php?/Core/Default/Login": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log in
     * @description Exchanges a name and a password for a session id. The session expires when it is idle for longer than
     *     `sessiontimeout` seconds; there is no other limit. A member of staff may have many sessions.
     *
     *     `status` 2 asks for a one-time key: send name and password again, with `twofactorkey`. Send it only when asked.
     *
     *     Every other status than 1 is a refusal, and most come as `-1` whatever the cause. Never repeat a refused login by
     *     itself: desks may lock an account after a few failures (three in 900 seconds when a desk sets no numbers), and
     *     they count those of the web desk as well. A password of exactly `0` counts as missing.
     *
     *     The password is encoded once, by the form. Very old servers decode it twice; for those, percent-encode it
     *     beforehand.
     */
    readonly post: operations["login"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/staffapi/index.php?/Core/Default/Logout": {
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
     * @description Ends the session: the only clean-up that there is. A session that is gone already counts as ended.
     *
     *     The reply to a rejected session starts with the refusal, repeats it, and may end with the success of the action that
     *     ran all the same; the first root counts.
     */
    readonly post: operations["logout"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/staffapi/index.php?/Tickets/Retrieve": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * List tickets
     * @description Lists tickets. Of each, the id, the number that people see and the subject are decoded; read the rest with a request
     *     of your own. A list that fails has a `status` of `0`, or an empty one, and a text.
     */
    readonly post: operations["retrieveTickets"]
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
    /** @description A failure, under HTTP 200 */
    readonly FailureDocument: {
      /** @description For people, in the desk's language */
      readonly error?: string
      /** @description Anything but `1`; its meaning depends on the operation */
      readonly status: string
    }
    /** @description What of the desk's document is decoded */
    readonly InfoDocument: {
      /** @description The company's name */
      readonly companyname?: string
      /** @description Empty on success */
      readonly error?: string
      /** @description The product's name */
      readonly product?: string
      readonly status: components["schemas"]["Succeeded"]
      /** @description The licence id of the installation */
      readonly uniqueid?: string
      /** @description The desk's version, for people */
      readonly version?: string
    }
    /** @description A session, and what belongs to it */
    readonly LoginDocument: {
      /** @description Empty on success */
      readonly error?: string
      /** @description `recordphonecalls`, `chatqueuetype` (`roundrobin` or `queue`) */
      readonly option?: readonly components["schemas"]["Named"][]
      /** @description `observechats` (`0` or `1`) */
      readonly permission?: readonly components["schemas"]["Named"][]
      /**
       * Format: password
       * @description The session id. Opaque text.
       */
      readonly sessionid: string
      /** @description After how many whole seconds without a request the session ends */
      readonly sessiontimeout?: string
      /** @description The id of the member of staff */
      readonly staffid?: string
      readonly status: components["schemas"]["Succeeded"]
      /** @description The licence id of the installation */
      readonly uniqueid?: string
      /** @description `maxuploadsize` in octets */
      readonly variable?: readonly components["schemas"]["Named"][]
      /** @description The desk's version, for people; it neither sorts nor counts */
      readonly version?: string
    }
    /** @description A setting that belongs to the session */
    readonly Named: {
      /** @description The setting's name */
      readonly name?: string
      /** @description The setting's value */
      readonly value: string
    }
    /** @description The reply of an operation that gives nothing */
    readonly StatusDocument: {
      /** @description Empty on success */
      readonly error?: string
      readonly status: components["schemas"]["Succeeded"]
    }
    /** @description `1` */
    readonly Succeeded: string
    /** @description A body that is not the protocol's */
    readonly Text: string
    /** @description What of a ticket is decoded */
    readonly Ticket: {
      /** @description The number that people see */
      readonly displayid?: string
      /** @description The ticket's id */
      readonly id?: string
      /** @description The subject */
      readonly subject?: string
    }
    /** @description The tickets of a department */
    readonly TicketsDocument: {
      /** @description Empty on success */
      readonly error?: string
      readonly status: components["schemas"]["Succeeded"]
      /** @description The tickets */
      readonly ticket?: readonly components["schemas"]["Ticket"][]
    }
  }
  responses: {
    /** @description Bad characters in the route */
    readonly BadRoute: {
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
    /** @description PHP or a proxy failed. */
    readonly ServerError: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description The desk is overloaded or down. */
    readonly ServiceUnavailable: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description A proxy's limit. Kayako itself documents none. */
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
  readonly getInfo: {
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
           * @description Pictures of staff
           * @default 0
           * @enum {integer}
           */
          readonly wantavatars?: 0 | 1
          /**
           * @description Departments and canned replies of live chat
           * @default 1
           * @enum {integer}
           */
          readonly wantchatdata?: 0 | 1
          /**
           * @description Macros; without effect when wantticketdata is 0
           * @default 1
           * @enum {integer}
           */
          readonly wantmacros?: 0 | 1
          /**
           * @description Staff
           * @default 1
           * @enum {integer}
           */
          readonly wantstaff?: 0 | 1
          /**
           * @description Departments, statuses, priorities and the like
           * @default 1
           * @enum {integer}
           */
          readonly wantticketdata?: 0 | 1
        }
      }
    }
    readonly responses: {
      /** @description The desk, or why it was not described */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "text/html": components["schemas"]["Text"]
          readonly "text/xml": components["schemas"]["InfoDocument"] | components["schemas"]["FailureDocument"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      readonly 400: components["responses"]["BadRoute"]
      readonly 404: components["responses"]["NotFound"]
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerError"]
      readonly 503: components["responses"]["ServiceUnavailable"]
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
          /** @description For live chat only. The vendor lists no values, and one build never reads it. */
          readonly initialstatus?: string | number
          /**
           * Format: password
           * @description The staff member's password
           */
          readonly password: string
          /**
           * Format: password
           * @description A one-time key, when the desk asked for it
           */
          readonly twofactorkey?: string
          /** @description The staff member's user name in UTF-8 */
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
          readonly "text/html": components["schemas"]["Text"]
          readonly "text/xml": components["schemas"]["LoginDocument"] | components["schemas"]["FailureDocument"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      readonly 400: components["responses"]["BadRoute"]
      readonly 404: components["responses"]["NotFound"]
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerError"]
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
          /**
           * Format: password
           * @description The session id
           */
          readonly sessionid: string
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
          readonly "text/xml": components["schemas"]["StatusDocument"] | components["schemas"]["FailureDocument"]
        }
      }
      readonly 503: components["responses"]["ServiceUnavailable"]
    }
  }
  readonly retrieveTickets: {
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
           * @description The department whose tickets are wanted
           * @example 6
           */
          readonly departmentid?: string | number
        }
      }
    }
    readonly responses: {
      /** @description The tickets, or why there are none */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "text/xml": components["schemas"]["TicketsDocument"] | components["schemas"]["FailureDocument"]
        }
      }
      readonly 503: components["responses"]["ServiceUnavailable"]
    }
  }
}
