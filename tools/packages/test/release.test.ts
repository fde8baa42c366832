/** What a release must not do. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { parse } from "yaml"
import { root } from "../src/pack.ts"

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: { readonly [name: string]: unknown }
}

interface Job {
  readonly permissions?: { readonly [scope: string]: string }
  readonly steps: ReadonlyArray<Step>
}

interface Workflow {
  readonly permissions?: { readonly [scope: string]: string }
  readonly jobs: { readonly [name: string]: Job }
}

const folder = join(root, ".github/workflows")
const jobs = readdirSync(folder).flatMap((file) => {
  const workflow: Workflow = parse(readFileSync(join(folder, file), "utf8"))
  return Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${file} ${name}`, job, workflow }))
})
const isPrivileged = ({ permissions = {} }: Job) => Object.values(permissions).some((right) => right === "write")

describe("workflows", () => {
  it("A12 a job that may write or publish checks nothing out and runs no package manager's scripts", () => {
    const privileged = jobs.filter(({ job }) => isPrivileged(job))
    assert.deepStrictEqual(
      privileged.map(({ name }) => name),
      ["docs.yml publish", "release.yml publish"]
    )
    for (const { job, name } of privileged) {
      for (const { run = "", uses = "" } of job.steps) {
        assert.notMatch(uses, /checkout|cache/, name)
        assert.notMatch(run, /\b(pnpm|npx|npm (install|ci|run|exec|test)|node|bash)\b/, name)
      }
      const publishes = job.steps.some(
        ({ run = "", uses = "" }) =>
          (run.includes("npm publish") && run.includes("--ignore-scripts")) || uses.startsWith("actions/deploy-pages@")
      )
      assert.isTrue(publishes, name)
    }
  })

  it("A12 every workflow starts without rights, and every action is pinned to a commit", () => {
    for (const { job, name, workflow } of jobs) {
      assert.deepStrictEqual(workflow.permissions, {}, name)
      for (const { uses } of job.steps) {
        if (uses !== undefined) assert.match(uses, /@[0-9a-f]{40}$/, name)
      }
    }
  })

  it("A12 users can take a security fix of a dependency without waiting for a release of ours", () => {
    for (const name of readdirSync(join(root, "packages"))) {
      const manifest: { readonly dependencies?: { readonly [name: string]: string } } = JSON.parse(
        readFileSync(join(root, "packages", name, "package.json"), "utf8")
      )
      for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
        if (!dependency.startsWith("@crm-auth/")) assert.match(range, /^[\^>]|^catalog:/, `${name}: ${dependency}`)
      }
    }
  })
})
