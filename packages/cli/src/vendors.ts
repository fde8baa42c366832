/**
 * All vendors, by name: what each wants, and how its package is loaded. Nothing here loads a vendor's package before it
 * is needed.
 */
import type { AuthError, SessionManager, SessionManagerOptions } from "@crm-auth/core"
import type { Emulator } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { type CliFailure, failure } from "./failure.ts"

/** A value that a vendor wants: the server's address, a user's name, a secret. */
export interface Field {
  /** Its name in the spec, which is the name of its flag, too, unless it is a secret. */
  readonly name: string
  /** What a person is asked for. */
  readonly label: string
  readonly secret: boolean
  readonly required: boolean
  /** Its environment variable. */
  readonly variable: string
  /** Where a person finds it. */
  readonly where: string
  /** Whether it is one of the credentials, and not a setting of the server. */
  readonly credential: boolean
}

/** One way to log in. */
export interface Method {
  /** Its name for `--method`. The first one is the default. */
  readonly name: string
  readonly label: string
  readonly fields: ReadonlyArray<Field>
}

/** The values of fields, secrets redacted. */
export type Values = { readonly [name: string]: string | Redacted.Redacted }

/** Where a session goes in a request. */
export interface Place {
  readonly in: "header" | "query" | "form" | "json"
  readonly name: string
  /** A word before the session in the header. */
  readonly scheme?: string
}

/** What the commands use of a manager, whatever its session is. */
export type Manager = Pick<SessionManager<unknown>, "session" | "client" | "logout" | "reset" | "status" | "events">

/** How a vendor's package is used, once it is loaded. */
export interface LoadedVendor {
  /** Makes a manager. `credentials` is run before each login. */
  readonly make: (
    method: string,
    server: { readonly [name: string]: string },
    credentials: Effect.Effect<Values, AuthError>,
    options: SessionManagerOptions
  ) => Effect.Effect<Manager, AuthError, HttpClient.HttpClient | Scope.Scope>
}

/** A cheap request that reads. */
export interface Reading {
  readonly method: "GET" | "POST"
  readonly url: string
}

/** A vendor as the command line knows it. */
export interface VendorEntry {
  readonly name: string
  /** What people call the product. */
  readonly label: string
  readonly methods: readonly [Method, ...ReadonlyArray<Method>]
  /** Where a session goes, the usual place first. */
  readonly places: readonly [Place, ...ReadonlyArray<Place>]
  readonly reading: Reading
  /** Requests that only read although their method says otherwise, as `METHOD path`. */
  readonly safe?: ReadonlyArray<string>
  /** For vendors whose requests name an operation in the field `operation`: those that only read. */
  readonly reads?: ReadonlyArray<string>
  /** The address, for a vendor that has one for all. */
  readonly address?: string
  /** The path that every address of the vendor has. */
  readonly basePath?: string
  readonly load: () => Promise<LoadedVendor>
  /** Makes the vendor's emulator. */
  readonly emulator: (options: { readonly [name: string]: unknown }) => Promise<Effect.Effect<Emulator>>
}

const field = (variable: string, name: string, label: string, where: string, rest: Partial<Field> = {}): Field => ({
  name,
  label,
  where,
  variable,
  secret: false,
  required: true,
  credential: true,
  ...rest
})

const url = (variable: string, label: string, where: string, required = true): Field =>
  field(variable, "url", label, where, { credential: false, required })

const secret = { secret: true }

const inForms: readonly [Place, Place] = [
  { in: "query", name: "sessionName" },
  { in: "form", name: "sessionName" }
]

const accessKey = (prefix: string): Method => ({
  name: "accessKey",
  label: "User name and access key",
  fields: [
    url(`${prefix}_URL`, "Address", "The address of the installation in the browser, without /index.php"),
    field(`${prefix}_USERNAME`, "username", "User name", "The name typed on the login page"),
    field(`${prefix}_ACCESS_KEY`, "accessKey", "Access key", "The user's preferences page", secret)
  ]
})

const family = (prefix: string) => ({
  methods: [accessKey(prefix)] as const,
  places: inForms,
  reading: { method: "GET", url: "/webservice.php?operation=listtypes" } as const,
  reads: ["listtypes", "describe", "retrieve", "query", "sync", "relatedtypes"]
})

/** The option objects of the vendors differ in type; what is in them is decided by their fields. */
const optionsOf = (
  server: { readonly [name: string]: string },
  credentials: Effect.Effect<Values, AuthError>,
  options: SessionManagerOptions
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a vendor checks its options when it is made
): never => ({ ...options, ...server, credentials }) as never

export const vendors: ReadonlyArray<VendorEntry> = [
  {
    name: "corebos",
    label: "coreBOS",
    ...family("COREBOS"),
    load: () =>
      import("@crm-auth/corebos").then(({ makeCorebos }) => ({
        make: (_, server, credentials, options) => makeCorebos(optionsOf(server, credentials, options))
      })),
    emulator: (options) =>
      import("@crm-auth/corebos/testing").then(({ CorebosEmulator }) => CorebosEmulator.make(options))
  },
  {
    name: "crmcom",
    label: "CRM.COM",
    methods: [
      {
        name: "user",
        label: "User name, password and organisation",
        fields: [
          url("CRMCOM_URL", "Address of the server", "The address of CRM.COM in the browser, without the path"),
          field("CRMCOM_RELEASE", "release", "Release", "unknown", { required: false, credential: false }),
          field("CRMCOM_USERNAME", "username", "User name", "unknown"),
          field("CRMCOM_PASSWORD", "password", "Password", "unknown", secret),
          field("CRMCOM_ORGANISATION", "organisation", "Organisation", "unknown"),
          field("CRMCOM_UNIT", "unit", "Unit", "unknown", { required: false })
        ]
      }
    ],
    places: [
      { in: "query", name: "token" },
      { in: "json", name: "token" }
    ],
    reading: { method: "GET", url: "/contact_information/show?contact_information_identifier=number%3D0" },
    load: () =>
      import("@crm-auth/crmcom").then(({ makeCrmcom }) => ({
        make: (_, server, credentials, options) => makeCrmcom(optionsOf(server, credentials, options))
      })),
    emulator: (options) => import("@crm-auth/crmcom/testing").then(({ CrmcomEmulator }) => CrmcomEmulator.make(options))
  },
  {
    name: "kafinea",
    label: "Kafinea",
    ...family("KAFINEA"),
    load: () =>
      import("@crm-auth/kafinea").then(({ makeKafinea }) => ({
        make: (_, server, credentials, options) => makeKafinea(optionsOf(server, credentials, options))
      })),
    emulator: (options) =>
      import("@crm-auth/kafinea/testing").then(({ KafineaEmulator }) => KafineaEmulator.make(options))
  },
  {
    name: "kayako",
    label: "Kayako Classic",
    methods: [
      {
        name: "password",
        label: "User name and password",
        fields: [
          url("KAYAKO_URL", "Address of the desk", "The address of the desk in the browser, without /staff"),
          field("KAYAKO_USERNAME", "username", "User name", "The name typed on the web desk's login page for staff"),
          field(
            "KAYAKO_PASSWORD",
            "password",
            "Password",
            "The password typed on the web desk's login page for staff",
            secret
          )
        ]
      }
    ],
    places: [{ in: "form", name: "sessionid" }],
    reading: { method: "POST", url: "/staffapi/index.php?/Core/Default/GetInfo" },
    safe: ["POST /staffapi/index.php?/Core/Default/GetInfo", "POST /staffapi/index.php?/Tickets/Retrieve"],
    load: () =>
      import("@crm-auth/kayako").then(({ makeKayako }) => ({
        make: (_, server, credentials, options) => makeKayako(optionsOf(server, credentials, options))
      })),
    emulator: (options) => import("@crm-auth/kayako/testing").then(({ KayakoEmulator }) => KayakoEmulator.make(options))
  },
  {
    name: "kftoken",
    label: "KashFlow",
    methods: [
      {
        name: "password",
        label: "User name, password and memorable word",
        fields: [
          url("KFTOKEN_URL", "Address of the API", "unknown", false),
          field("KFTOKEN_USERNAME", "username", "User name", "The name typed on KashFlow's login page"),
          field("KFTOKEN_PASSWORD", "password", "Password", "The password typed on KashFlow's login page", secret),
          field("KFTOKEN_MEMORABLE_WORD", "memorableWord", "Memorable word", "unknown", { ...secret, required: false })
        ]
      }
    ],
    places: [{ in: "header", name: "Authorization", scheme: "KfToken" }],
    reading: { method: "GET", url: "/customers" },
    address: "https://api.kashflow.com/v2",
    basePath: "/v2",
    load: () =>
      import("@crm-auth/kftoken").then(({ makeKftoken }) => ({
        make: (_, server, credentials, options) => makeKftoken(optionsOf(server, credentials, options))
      })),
    emulator: (options) =>
      import("@crm-auth/kftoken/testing").then(({ KftokenEmulator }) => KftokenEmulator.make(options))
  },
  {
    name: "vtiger",
    label: "vtiger CRM",
    ...family("VTIGER"),
    load: () =>
      import("@crm-auth/vtiger").then(({ makeVtiger }) => ({
        make: (_, server, credentials, options) => makeVtiger(optionsOf(server, credentials, options))
      })),
    emulator: (options) => import("@crm-auth/vtiger/testing").then(({ VtigerEmulator }) => VtigerEmulator.make(options))
  }
]

/** The names of all vendors. */
export const vendorNames: ReadonlyArray<string> = vendors.map(({ name }) => name)

/** The fields that can be given as flags: every one that is no secret. */
export const flagFields: ReadonlyArray<string> = [
  ...new Set(
    vendors.flatMap(({ methods }) =>
      methods.flatMap(({ fields }) => fields.filter(({ secret }) => !secret).map(({ name }) => name))
    )
  )
]

/** The vendor with that name. */
export const findVendor = (name: string): Effect.Effect<VendorEntry, CliFailure> => {
  const found = vendors.find((vendor) => vendor.name === name.toLowerCase())
  return found === undefined
    ? Effect.fail(failure("usage", `There is no vendor "${name}". There are: ${vendorNames.join(", ")}.`))
    : Effect.succeed(found)
}

/** A vendor's login method: the named one, or its first. */
export const findMethod = (vendor: VendorEntry, name: string | undefined): Effect.Effect<Method, CliFailure> => {
  const found = name === undefined ? vendor.methods[0] : vendor.methods.find((method) => method.name === name)
  return found === undefined
    ? Effect.fail(
        failure(
          "usage",
          `${vendor.label} has no login method "${name}". It has: ${vendor.methods.map(({ name }) => name).join(", ")}.`
        )
      )
    : Effect.succeed(found)
}
