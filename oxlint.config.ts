import { existsSync, readdirSync, readFileSync } from "node:fs"
import { defineConfig } from "oxlint"

interface Restriction {
  readonly regex: string
  readonly message: string
}

/** A library runs on every runtime, and its bundle holds only what it names. */
const everywhere: Array<Restriction> = [
  { regex: "^(node:|@effect/platform)", message: "Libraries run on every runtime." },
  {
    regex: "^effect(/[a-z-]+)?$",
    message: "Import the module itself (effect/Effect): a barrel costs users a hundred kilobytes."
  }
]

/** Effect may change these in a minor release; only the files below touch them. */
const unstable: Restriction = {
  regex: "^effect/(http|persistence|cli)/",
  message: "This part of Effect is unstable: keep it to the files that oxlint.config.ts lists, or list this one."
}

const mayUseUnstable = [
  "packages/*/src/testing/**",
  "packages/*/src/internal/**",
  "packages/*/src/generated/operations.ts",
  "packages/core/src/{Operation,OperationDefinition,Place,Protocol,SessionManager,SessionMap,SessionStore,SessionDriver,ProtocolDriver,ServerDriver,LoginMethod,readEnvelope,FormStream,Vendor,connect,Promise}.ts",
  "packages/webservice/src/{webservice,reply}.ts"
]

/** What a vendor's own files may use beside these: the service, its options, its managers and its replies. */
const mayUseUnstableInVendors = ["[A-Z]*.ts", "managers.ts", "promise.ts", "reply.ts"]

/** Programs run on Node and may use what they like; everything else in `packages` is a library. */
const programs = ["cli", "codegen", "create"]

const path = (name: string): string => new URL(name, import.meta.url).pathname
const libraries = readdirSync(path("./packages")).filter(
  (name) => existsSync(path(`./packages/${name}/package.json`)) && !programs.includes(name)
)
/** A vendor is a package with a spec of its name. */
const isVendor = (name: string): boolean => existsSync(path(`./specs/${name}.yaml`))

interface Manifest {
  readonly dependencies?: { readonly [name: string]: string }
}

/** The packages that one may import: those it depends on, but never a vendor. */
const allowedIn = (folder: string): ReadonlyArray<string> => {
  const manifest: Manifest = JSON.parse(readFileSync(path(`./packages/${folder}/package.json`), "utf8"))
  return libraries.filter((name) => !isVendor(name) && manifest.dependencies?.[`@crm-auth/${name}`] !== undefined)
}

const only = (folder: string): Restriction => {
  const allowed = [folder, ...allowedIn(folder)]
  const others = [...libraries, ...programs].filter((name) => !allowed.includes(name))
  return {
    regex: `^@crm-auth/(${others.join("|")})(/|$)`,
    message: `packages/${folder} may import ${allowed.join(" and ")}: dependencies point one way, and no vendor knows another.`
  }
}

const restrict = (files: Array<string>, patterns: Array<Restriction>) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] as ["error", { patterns: Array<Restriction> }] }
})

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "oxc"],
  jsPlugins: ["./tools/packages/src/lint/house.mjs"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["**/dist/**", "**/generated/**", "**/.cache/**"],
  rules: {
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/consistent-type-imports": "error",
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "house/no-import-type": "error",
    // TypeScript itself finds a switch that misses a case.
    "typescript/consistent-return": "off",
    "typescript/no-unnecessary-type-parameters": "off",
    "typescript/require-array-sort-compare": "off",
    "typescript/no-base-to-string": "off",
    "typescript/no-duplicate-type-constituents": "off",
    "typescript/no-misused-spread": "off",
    "typescript/restrict-template-expressions": "off",
    "eslint/no-shadow": "off",
    "eslint/no-underscore-dangle": "off",
    "unicorn/no-array-sort": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/no-array-callback-reference": "off"
  },
  overrides: [
    ...libraries.flatMap((folder) => [
      restrict([`packages/${folder}/src/**`], [...everywhere, unstable, only(folder)]),
      restrict(
        [
          ...mayUseUnstable.map((file) => file.replace("packages/*/", `packages/${folder}/`)),
          ...(isVendor(folder) ? mayUseUnstableInVendors.map((file) => `packages/${folder}/src/${file}`) : [])
        ],
        [...everywhere, only(folder)]
      )
    ]),
    {
      files: ["packages/core/src/internal/**"],
      rules: { "house/private-state": "error" }
    },
    {
      files: libraries.map((folder) => `packages/${folder}/src/**`),
      rules: {
        "no-restricted-globals": ["error", "process", "Buffer", "setTimeout", "setInterval"],
        "no-console": "error"
      }
    }
  ]
})
