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
  "packages/core/src/{Operation,SessionManager,SessionMap,SessionStore,SessionDriver,ProtocolDriver,connect}.ts",
  "packages/{corebos/src/Corebos,crmcom/src/Crmcom,kafinea/src/Kafinea,kayako/src/Kayako,kftoken/src/Kftoken,vtiger/src/Vtiger}*.ts",
  "packages/webservice/src/webservice.ts"
]

const packages = ["core", "corebos", "crmcom", "kafinea", "kayako", "kftoken", "vtiger", "webservice"]

const only = (...allowed: ReadonlyArray<string>): Restriction => ({
  regex: `^@crm-auth/(${packages.filter((name) => !allowed.includes(name)).join("|")})(/|$)`,
  message: allowed.length === 0 ? "core knows no vendor." : `Only ${allowed.join(" and ")} may be imported here.`
})

const layers = [
  { folder: "core", restriction: only() },
  ...["crmcom", "kayako", "kftoken", "webservice"].map((folder) => ({ folder, restriction: only("core") })),
  ...["corebos", "kafinea", "vtiger"].map((folder) => ({
    folder,
    restriction: only("core", "webservice")
  }))
]

const restrict = (files: Array<string>, patterns: Array<Restriction>) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] as ["error", { patterns: Array<Restriction> }] }
})

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "oxc"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["**/dist/**", "**/generated/**", "**/.cache/**"],
  rules: {
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/consistent-type-imports": "error",
    "import/no-cycle": "error",
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
    ...layers.flatMap(({ folder, restriction }) => [
      restrict([`packages/${folder}/src/**`], [...everywhere, unstable, restriction]),
      restrict(
        mayUseUnstable.map((file) => file.replace("packages/*/", `packages/${folder}/`)),
        [...everywhere, restriction]
      )
    ]),
    {
      files: ["packages/*/src/**"],
      rules: {
        "no-restricted-globals": ["error", "process", "Buffer", "setTimeout", "setInterval"],
        "no-console": "error"
      }
    }
  ]
})
