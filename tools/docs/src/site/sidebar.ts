/** What the site's side shows, in its order. Folders list their pages by themselves. */
import { specs } from "./specs.ts"

const vendors = specs.map(({ label, name }) => ({
  label,
  collapsed: true,
  items: [
    { label: "Credentials and errors", slug: `vendors/${name}` },
    { label: "Guide", slug: `vendors/${name}/guide` },
    { label: "Traps", slug: `vendors/${name}/traps` }
  ]
}))

export const sidebar = [
  {
    label: "Start here",
    items: [
      { label: "With Effect", slug: "start/effect" },
      { label: "With promises", slug: "start/promise" },
      { label: "From the command line", slug: "start/command-line" }
    ]
  },
  { label: "Vendors", items: vendors },
  { label: "Concepts", items: [{ autogenerate: { directory: "concepts" } }] },
  { label: "Recipes", collapsed: true, items: [{ autogenerate: { directory: "recipes" } }] },
  { label: "Programs", slug: "programs" },
  { label: "Testing your application", slug: "testing" },
  { label: "Operations", items: [{ autogenerate: { directory: "operations" } }] },
  { label: "Find an error", slug: "errors" },
  { label: "Instead of", collapsed: true, items: [{ autogenerate: { directory: "instead-of" } }] },
  { label: "Benchmarks", slug: "benchmarks" },
  {
    label: "Inside",
    collapsed: true,
    items: [
      { label: "Adding a vendor", slug: "adding-a-vendor" },
      { label: "From documentation to a spec", slug: "codegen" },
      { label: "How the engine works", slug: "how-the-engine-works" },
      { label: "How it is tested", slug: "how-it-is-tested" },
      { label: "Security", slug: "security" },
      { label: "Decisions", collapsed: true, items: [{ autogenerate: { directory: "decisions" } }] },
      { label: "Contributing", slug: "contributing" },
      { label: "Releasing", slug: "releasing" },
      { label: "Migrating to 0.1", slug: "migrating" },
      { label: "Changes", slug: "changes" }
    ]
  },
  { label: "Commands", collapsed: true, items: [{ autogenerate: { directory: "commands" } }] },
  { label: "Reference", collapsed: true, items: [{ autogenerate: { directory: "reference" } }] }
]
