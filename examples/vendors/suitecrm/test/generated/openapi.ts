// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

export interface paths {
  readonly "/rest.php#getEntryList": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * List records
     * @description Lists records of a module. `rest_data` holds the arguments after the session, in their declared order: `module_name`,
     *     `query`, `order_by`, `offset`, `select_fields` and so on.
     */
    readonly post: operations["getEntryList"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/rest.php#getUserId": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Whose session it is
     * @description The cheapest call that proves a session, in about 3 ms.
     */
    readonly post: operations["getUserId"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/rest.php#login": {
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
     * @description Exchanges a user name and the MD5 of a password for a session.
     *
     *     Many sessions of a user live side by side. A failed login is counted and never locks the user, but each writes a log
     *     line that firewalls may act on.
     */
    readonly post: operations["login"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/rest.php#loginToDirectory": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log in with a directory's password
     * @description Exchanges a user name and a password in clear text for a session. `encryption` must be exactly `PLAIN`: another
     *     spelling is ignored.
     */
    readonly post: operations["loginToDirectory"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/rest.php#logout": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log out
     * @description Ends the session that it names, and no other. The answer is `null`.
     */
    readonly post: operations["logout"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/rest.php#seamlessLogin": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Whether a session is live
     * @description Answers with 1 or 0, and changes nothing. That the user still exists is not looked at.
     */
    readonly post: operations["seamlessLogin"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/rest.php#setEntry": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Save a record
     * @description Saves a record. `rest_data` holds the module's name, and then a list of `name` and `value`.
     */
    readonly post: operations["setEntry"]
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
    /** @description The records that were found */
    readonly EntryList: {
      /** @description The records */
      readonly entry_list: readonly {
        /** @description The record's id */
        readonly id: string
      }[]
      /** @description How many records are here */
      readonly result_count?: number
      /** @description How many there are */
      readonly total_count?: string
    }
    readonly Fault: {
      /** @description The same at length */
      readonly description: string
      /** @description What went wrong */
      readonly name: string
      /** @description The code */
      readonly number: number | string
    }
    /** @description The session, and what is known of the user */
    readonly LoginReply: {
      /**
       * Format: password
       * @description The session
       */
      readonly id: string
      /** @description The module of users */
      readonly module_name?: string
      /** @description What is known of the user, by name */
      readonly name_value_list?: {
        readonly [key: string]: {
          /** @description The name */
          readonly name?: string
          /** @description The value */
          readonly value?: string | boolean | null
        }
      }
    }
    /** @description No answer */
    readonly Nothing: null
    /** @description The record that was saved */
    readonly SavedEntry: {
      /** @description The record's id */
      readonly id: string
    }
    /** @description A user and the password */
    readonly UserAuth: {
      /**
       * @description That the password is clear text
       * @constant
       */
      readonly encryption?: "PLAIN"
      /**
       * Format: password
       * @description The MD5 of the password, or the password itself
       */
      readonly password: string
      /** @description The user's name */
      readonly user_name: string
    }
    /** @description A user's id */
    readonly UserId: string
  }
  responses: never
  parameters: never
  requestBodies: {
    readonly GetEntryList: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /** @constant */
          readonly input_type: "JSON"
          /** @constant */
          readonly method: "get_entry_list"
          /** @constant */
          readonly response_type: "JSON"
          /** @description The arguments after the session */
          readonly rest_data: readonly string[]
        }
      }
    }
    readonly GetUserId: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /** @constant */
          readonly input_type: "JSON"
          /** @constant */
          readonly method: "get_user_id"
          /** @constant */
          readonly response_type: "JSON"
        }
      }
    }
    readonly Login: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /** @constant */
          readonly input_type: "JSON"
          /** @constant */
          readonly method: "login"
          /** @constant */
          readonly response_type: "JSON"
          /** @description The user, the application's name, and a list of settings */
          readonly rest_data: readonly (components["schemas"]["UserAuth"] | string | readonly string[])[]
        }
      }
    }
    readonly Logout: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /** @constant */
          readonly input_type: "JSON"
          /** @constant */
          readonly method: "logout"
          /** @constant */
          readonly response_type: "JSON"
        }
      }
    }
    readonly SeamlessLogin: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /** @constant */
          readonly input_type: "JSON"
          /** @constant */
          readonly method: "seamless_login"
          /** @constant */
          readonly response_type: "JSON"
        }
      }
    }
    readonly SetEntry: {
      readonly content: {
        readonly "application/x-www-form-urlencoded": {
          /** @constant */
          readonly input_type: "JSON"
          /** @constant */
          readonly method: "set_entry"
          /** @constant */
          readonly response_type: "JSON"
          /** @description The module's name, and the fields */
          readonly rest_data: readonly (
            | string
            | readonly {
                /** @description The field's name */
                readonly name: string
                /** @description The field's value */
                readonly value: string
              }[]
          )[]
        }
      }
    }
  }
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  readonly getEntryList: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: components["requestBodies"]["GetEntryList"]
    readonly responses: {
      /** @description Records, or a fault */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["EntryList"] | components["schemas"]["Fault"]
        }
      }
    }
  }
  readonly getUserId: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: components["requestBodies"]["GetUserId"]
    readonly responses: {
      /** @description The user's id, or a fault */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["UserId"] | components["schemas"]["Fault"]
        }
      }
    }
  }
  readonly login: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: components["requestBodies"]["Login"]
    readonly responses: {
      /** @description The session, or a fault */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["LoginReply"] | components["schemas"]["Fault"]
          readonly "text/html": string
        }
      }
      /** @description A PHP error, or the database is down */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "text/html": string
        }
      }
    }
  }
  readonly loginToDirectory: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: components["requestBodies"]["Login"]
    readonly responses: {
      /** @description The session, or a fault */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["LoginReply"] | components["schemas"]["Fault"]
          readonly "text/html": string
        }
      }
      /** @description A PHP error, or the database is down */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "text/html": string
        }
      }
    }
  }
  readonly logout: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: components["requestBodies"]["Logout"]
    readonly responses: {
      /** @description Done, or a fault */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Nothing"] | components["schemas"]["Fault"]
        }
      }
    }
  }
  readonly seamlessLogin: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: components["requestBodies"]["SeamlessLogin"]
    readonly responses: {
      /** @description 1, or 0 for a session that is not live */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": number
        }
      }
    }
  }
  readonly setEntry: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: components["requestBodies"]["SetEntry"]
    readonly responses: {
      /** @description The record, or a fault */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["SavedEntry"] | components["schemas"]["Fault"]
        }
      }
      /** @description The database refused */
      readonly 500: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "text/html": string
        }
      }
    }
  }
}
