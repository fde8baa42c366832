// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

export interface paths {
  readonly "/authentication/consumer_application_key/token": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log in as a consumer
     * @description Exchanges a consumer's own credentials for a token that sees this consumer's data only.
     *
     *     From R15 to R16.1 the application's key and `access_token_identifier` are both wanted. From R16.2 on it is either
     *     the two of them, or `jwt` with `organisation` and no key; the vendor words the exact condition differently in
     *     several places. The key goes out as the user name of HTTP Basic, with an empty password.
     *
     *     The token ends two hours after the login, used or not.
     */
    readonly post: operations["createTokenFromConsumerApplicationKey"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/authentication/device_application_key/token": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log in as a device
     * @description Exchanges a device's identity, vouched for by a JWT of the middleware, for a token. Whether a key is wanted as well,
     *     as the user name of HTTP Basic, is unknown, and so is which members `installed_item_identifier` may have; `number`
     *     is concluded from like identifiers.
     *
     *     The token ends two hours after the login, used or not. Available from R15.
     */
    readonly post: operations["createTokenFromDeviceApplicationKey"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/authentication/token": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log in with user name and password
     * @description Exchanges a user's name and password for a token.
     *
     *     Before R12 the token ends after one hour without use; from R12 on it ends two hours after the login, used or not.
     *     With the release unknown, whichever comes first counts. Tokens are opaque text: 32 hex characters or digits before
     *     R12, a JWT from R12 on.
     *
     *     Mind the spelling of `organisation`, and that it is a name here and an id elsewhere. A user may have many tokens.
     *     Which code a refusal has is unknown. Administrators can set a lockout, so never repeat a refused login.
     */
    readonly post: operations["createToken"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/authentication/token/release": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Release a token
     * @description Makes a token unusable, on R10 and R11. From R12 on the vendor deprecates it, and it probably has no effect: the
     *     token expires without a logout. Release a token only when the last of those who share it is done. A refusal is no failure:
     *     the token has ended, or will expire.
     */
    readonly post: operations["releaseToken"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/authentication/web_api_key/token": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Log in with a Web API key
     * @description Exchanges a Web API key for a token: the login that the vendor recommends. The key goes out as the user name of HTTP
     *     Basic, with an empty password. It belongs to one user of one organisation, so no organisation is named.
     *
     *     The token ends two hours after the login, used or not. Available from R10.
     */
    readonly post: operations["createTokenFromWebApiKey"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/contact_information/create": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly get?: never
    readonly put?: never
    /**
     * Create a contact
     * @description Creates a contact, as an example of a POST with a token. Of its many fields only the first few are offered here.
     */
    readonly post: operations["createContactInformation"]
    readonly delete?: never
    readonly options?: never
    readonly head?: never
    readonly patch?: never
    readonly trace?: never
  }
  readonly "/contact_information/show": {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    /**
     * Read one contact
     * @description Reads one contact, as an example of a GET with a token. The identifier is a field and a value, such as
     *     `number=CI000111`. Clients send its inner `=` as it is; whether the server takes it percent-encoded is unknown.
     */
    readonly get: operations["showContactInformation"]
    readonly put?: never
    readonly post?: never
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
    /** @description What of a contact is decoded */
    readonly Contact: {
      /** @description The company's name */
      readonly company_name?: string | null
      /** @description The first name */
      readonly first_name?: string | null
      /** @description The contact's id */
      readonly id?: string | null
      /** @description The last name */
      readonly last_name?: string | null
      /** @description The full name */
      readonly name?: string | null
      /** @description `PERSON` or `COMPANY` */
      readonly type?: string | null
    }
    /** @description The reply with a contact */
    readonly ContactReply: {
      readonly data: components["schemas"]["Contact"]
      readonly status: components["schemas"]["Succeeded"]
    }
    /** @description A failure, at any HTTP status */
    readonly Failure: {
      /** @description Nothing, or an empty object */
      readonly data?: Record<string, unknown> | null
      readonly status: {
        /** @description Anything but `OK` */
        readonly code: string
        /** @description For people */
        readonly description?: string | null
        /** @description For people */
        readonly message?: string | null
      }
    }
    /** @description The status of a success */
    readonly Succeeded: {
      /**
       * @description `OK`: the call succeeded
       * @constant
       */
      readonly code: "OK"
      /** @description For people; mostly empty */
      readonly description?: string | null
      /** @description For people; mostly empty */
      readonly message?: string | null
    }
    /** @description A body that is not the protocol's */
    readonly Text: string
    /** @description The reply to a login */
    readonly TokenReply: {
      /** @description What the login gives */
      readonly data: {
        /**
         * Format: password
         * @description The token. Opaque text.
         */
        readonly token: string
      }
      readonly status: components["schemas"]["Succeeded"]
    }
  }
  responses: {
    /** @description A proxy in front of the customer's machine found no server. */
    readonly BadGateway: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description Refused in front of the application */
    readonly Forbidden: {
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
    /** @description The server failed. */
    readonly ServerError: {
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
    /** @description Too many requests. Nothing is documented. */
    readonly TooManyRequests: {
      headers: {
        readonly [name: string]: unknown
      }
      content: {
        readonly "text/html": components["schemas"]["Text"]
      }
    }
    /** @description Refused in front of the application */
    readonly Unauthorized: {
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
  readonly createTokenFromConsumerApplicationKey: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @description The consumer's credentials */
          readonly access_token_identifier?: {
            /**
             * Format: password
             * @description An authentication code
             */
            readonly authentication_code?: string
            /**
             * Format: password
             * @description The identifier of an access token, such as a card's number; with a pass code
             */
            readonly identifier?: string
            /**
             * Format: password
             * @description The pass code of the identifier
             */
            readonly pass_code?: string
          }
          /**
           * Format: password
           * @description A JWT of CRM.COM Identity Management, from R16.2 on
           */
          readonly jwt?: string
          /** @description The organisation's id, with `jwt` only */
          readonly organisation?: string
          /** @description The unit's id */
          readonly unit?: string
        }
      }
    }
    readonly responses: {
      /** @description The token, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["TokenReply"] | components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 401: components["responses"]["Unauthorized"]
      readonly 502: components["responses"]["BadGateway"]
    }
  }
  readonly createTokenFromDeviceApplicationKey: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @description The device */
          readonly installed_item_identifier: {
            /** @description The installed item's number */
            readonly number?: string
          }
          /**
           * Format: password
           * @description A JWT of the middleware
           */
          readonly jwt_token: string
        }
      }
    }
    readonly responses: {
      /** @description The token, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["TokenReply"] | components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 502: components["responses"]["BadGateway"]
    }
  }
  readonly createToken: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @description The organisation's name */
          readonly organisation: string
          /**
           * Format: password
           * @description The user's password
           */
          readonly password: string
          /** @description The unit's id; by default the user's own unit */
          readonly unit?: string
          /** @description The user's name */
          readonly username: string
        }
      }
    }
    readonly responses: {
      /** @description The token, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["TokenReply"] | components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      readonly 401: components["responses"]["Unauthorized"]
      readonly 403: components["responses"]["Forbidden"]
      readonly 404: components["responses"]["NotFound"]
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerError"]
      readonly 502: components["responses"]["BadGateway"]
      readonly 503: components["responses"]["ServiceUnavailable"]
      readonly 504: components["responses"]["GatewayTimeout"]
    }
  }
  readonly releaseToken: {
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
           * @description The token to release
           */
          readonly token: string
        }
      }
    }
    readonly responses: {
      /** @description That the token was released, or a failure, which is as good; nothing of it is read */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": unknown
        }
      }
      /** @description A proxy found no server. */
      readonly 502: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "text/html": components["schemas"]["Text"]
        }
      }
    }
  }
  readonly createTokenFromWebApiKey: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @description The unit's id; by default the user's own unit */
          readonly unit?: string
        }
      }
    }
    readonly responses: {
      /** @description The token, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["TokenReply"] | components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 401: components["responses"]["Unauthorized"]
      readonly 502: components["responses"]["BadGateway"]
    }
  }
  readonly createContactInformation: {
    readonly parameters: {
      readonly query?: never
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody: {
      readonly content: {
        readonly "application/json": {
          /** @description Of a company */
          readonly company_name?: string
          /** @description Of a person */
          readonly first_name?: string
          /** @description Of a person */
          readonly last_name?: string
          /** @description `PERSON` or `COMPANY` */
          readonly type: string
        }
      }
    }
    readonly responses: {
      /** @description The contact, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["ContactReply"] | components["schemas"]["Failure"]
        }
      }
      readonly 502: components["responses"]["BadGateway"]
    }
  }
  readonly showContactInformation: {
    readonly parameters: {
      readonly query: {
        /** @description A field and its value, such as `number=CI000111` */
        readonly contact_information_identifier: string
        /** @description Names of the fields that are wanted, with commas between them; by default all */
        readonly fields_set?: string
      }
      readonly header?: never
      readonly path?: never
      readonly cookie?: never
    }
    readonly requestBody?: never
    readonly responses: {
      /** @description The contact, or why the login brought no session */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["ContactReply"] | components["schemas"]["Failure"]
          readonly "text/html": components["schemas"]["Text"]
        }
      }
      readonly 302: components["responses"]["Redirect"]
      /** @description A failure under another status, which changes nothing */
      readonly 400: {
        headers: {
          readonly [name: string]: unknown
        }
        content: {
          readonly "application/json": components["schemas"]["Failure"]
        }
      }
      readonly 401: components["responses"]["Unauthorized"]
      readonly 403: components["responses"]["Forbidden"]
      readonly 404: components["responses"]["NotFound"]
      readonly 429: components["responses"]["TooManyRequests"]
      readonly 500: components["responses"]["ServerError"]
      readonly 502: components["responses"]["BadGateway"]
      readonly 503: components["responses"]["ServiceUnavailable"]
      readonly 504: components["responses"]["GatewayTimeout"]
    }
  }
}
