/** The files that make a folder a package: its manifest and its settings. */
import type { VendorSpec } from "./read.ts"

/** The versions of what a package outside this workspace depends on. A test holds them against the workspace's own. */
export const versions = {
  "@effect/vitest": "4.0.5",
  "@types/node": "24.13.0",
  effect: "4.1.0",
  typescript: "7.0.2",
  vitest: "5.1.1"
} as const

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const entries = {
  ".": "index",
  "./operations": "operations",
  "./promise": "promise",
  "./testing": "testing/index"
} as const

const built = Object.fromEntries(
  Object.entries(entries).map(([path, file]) => [path, { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` }])
)

const withSources = (condition: string) =>
  Object.fromEntries(
    Object.entries(entries).map(([path, file]) => [
      path,
      { [condition]: `./src/${file}.ts`, types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` }
    ])
  )

const description = ({ names: { label } }: VendorSpec): string =>
  `Log in to ${label} and stay logged in: an authorised HttpClient for Effect`

/** `core` is the version of @crm-auth/core and @crm-auth/codegen. */
export const manifest = (spec: VendorSpec, core: string): string => {
  const { npm, vendor } = spec.names
  return json({
    name: npm,
    version: "0.1.0",
    description: description(spec),
    keywords: ["authentication", "crm", "effect", "login", "session", vendor],
    license: "MIT",
    files: ["dist", "src", "AGENTS.md"],
    type: "module",
    sideEffects: false,
    exports: { ...withSources(`${npm}/source`), "./package.json": "./package.json" },
    scripts: {
      generate: `crm-auth-codegen ${vendor}.yaml`,
      check: `crm-auth-codegen ${vendor}.yaml --check && tsc --noEmit`,
      test: "vitest run",
      build: "tsc -p tsconfig.build.json",
      prepack: "npm run build"
    },
    dependencies: { "@crm-auth/core": `^${core}` },
    devDependencies: { "@crm-auth/codegen": `^${core}`, ...versions },
    peerDependencies: { effect: `^${versions.effect}` },
    engines: { node: ">=22" }
  })
}

/** The manifest of a package of this workspace. */
export const workspaceManifest = (spec: VendorSpec): string => {
  const { npm, vendor } = spec.names
  const home = "https://github.com/crm-auth/crm-auth"
  return json({
    name: npm,
    version: "0.0.0",
    description: description(spec),
    keywords: [...new Set(["authentication", "crm", "effect", "login", "session", vendor])].sort(),
    homepage: `${home}/tree/main/packages/${vendor}#readme`,
    bugs: `${home}/issues`,
    license: "MIT",
    repository: { type: "git", url: `git+${home}.git`, directory: `packages/${vendor}` },
    files: ["dist", "src", "AGENTS.md", "CHANGELOG.md"],
    type: "module",
    sideEffects: false,
    exports: { ...withSources("@crm-auth/source"), "./package.json": "./package.json" },
    publishConfig: {
      exports: { ...built, "./package.json": "./package.json" },
      access: "public",
      provenance: true
    },
    scripts: { build: "tsc -b tsconfig.build.json && node ../../tools/packages/src/dist.ts" },
    dependencies: { "@crm-auth/core": "workspace:^" },
    devDependencies: Object.fromEntries(
      ["@effect/vitest", "effect", "typescript", "vitest"].map((name) => [name, "catalog:"])
    ),
    peerDependencies: { effect: "^4.1.0" },
    engines: { node: ">=22" }
  })
}

export const tsconfig = (spec: VendorSpec): string =>
  json({
    include: ["src", "test", "*.config.ts"],
    compilerOptions: {
      target: "ES2023",
      lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable"],
      module: "NodeNext",
      moduleDetection: "force",
      types: ["node"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      customConditions: [`${spec.names.npm}/source`],
      noEmit: true
    }
  })

export const buildConfig = (): string =>
  json({
    extends: "./tsconfig.json",
    include: ["src"],
    compilerOptions: {
      noEmit: false,
      allowImportingTsExtensions: false,
      rewriteRelativeImportExtensions: true,
      declaration: true,
      types: [],
      rootDir: "src",
      outDir: "dist"
    }
  })

export const vitestConfig = (spec: VendorSpec): string => `import { defineConfig } from "vitest/config"

// Blocks of the README import the package by its name: its sources, so that tests need no build.
const conditions = [${JSON.stringify(`${spec.names.npm}/source`)}]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ["test/**/*.test.ts"] }
})
`

export const gitignore = (): string => "node_modules/\ndist/\n.cache/\n"

export const workspaceTsconfig = (): string =>
  json({
    extends: "../../tsconfig.base.json",
    include: ["src", "test", "*.config.ts"],
    compilerOptions: { noEmit: true, allowImportingTsExtensions: true }
  })

export const workspaceBuildConfig = (): string =>
  json({
    extends: "../../tsconfig.base.json",
    include: ["src"],
    compilerOptions: {
      composite: true,
      emitDeclarationOnly: true,
      rootDir: "src",
      outDir: "dist",
      tsBuildInfoFile: ".cache/build.tsbuildinfo"
    },
    references: [{ path: "../core/tsconfig.build.json" }]
  })

export const workspaceVitestConfig = (): string => `export { default } from "../../vitest.shared.ts"\n`
