/** Writes `generated/schemas.ts`: the schemas that operations reach, each after those that it is made of. */
import type { Operation } from "../model/operation.ts"
import { isReference } from "../read/openapi.ts"
import { follow, componentName } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"
import { expression, struct, union } from "./expression.ts"
import type { Mode, Writer } from "./expression.ts"
import { taken } from "./names.ts"
import { doc, header, pascal, sentence } from "./text.ts"

export const inputName = (operation: Operation): string => `${pascal(operation.id)}Input`

/** The name of the schema of an operation's success: the component's where it is one. */
export const outputName = (operation: Operation): string | undefined => {
  const output = operation.output
  if (output === undefined || !operation.returns) return undefined
  const [first, ...others] = output.alternatives
  const name = others.length === 0 && isReference(first.value) ? componentName("schemas", first.value) : undefined
  return name ?? `${pascal(operation.id)}Output`
}

export interface Written {
  readonly name: string
  readonly mode: Mode
  /** The component schema that it is, if it is one. */
  readonly component: boolean
  readonly doc: string
  readonly code: string
}

/** The schemas of a vendor. */
export interface Schemas {
  readonly written: ReadonlyArray<Written>
  /** The places of fields and components that the spec does not describe. */
  readonly undescribed: ReadonlyArray<string>
}

const tags = ["@category schemas", "@since 0.1.0"]

const basicField = (operation: Operation) =>
  operation.basic === undefined
    ? []
    : [
        {
          name: operation.basic.name,
          required: operation.basic.required,
          ...(operation.basic.description === undefined ? {} : { description: operation.basic.description }),
          schema: {
            at: operation.basic.at,
            value: { type: "string" as const, "x-secret": true }
          }
        }
      ]

export const writeSchemas = (
  spec: Spec,
  operations: ReadonlyArray<Operation>,
  strict: ReadonlySet<string>
): Schemas => {
  const written = new Map<string, Written>()
  const undescribed: Array<string> = []

  const keep = (entry: Written, at: string): void => {
    if (written.has(entry.name) || taken.has(entry.name)) {
      spec.report(at, `would be called ${entry.name}, a name that generated code already uses: rename it`)
    }
    written.set(entry.name, entry)
  }

  const component =
    (mode: Mode) =>
    (name: string, at: string): string => {
      const before = written.get(name)
      if (before?.mode === mode) return name
      const place = `/components/schemas/${name}`
      const value = spec.api.components?.schemas?.[name]
      const target = value && follow(spec, "schemas", { at: place, value })
      if (value === undefined || target === undefined) return name
      const code = expression(writer(mode), { at: place, value }, name)
      if (before === undefined) {
        if (target.value.description === undefined) undescribed.push(place)
        const text = sentence(target.value.description ?? `\`${name}\` of the vendor's interface`)
        keep({ name, mode, component: true, code, doc: doc([text], tags) }, place)
      } else if (before.code !== code) {
        spec.report(
          at,
          `uses ${name} in a ${mode}, and a ${before.mode} uses it too: give each its own schema, as optional fields differ`
        )
      }
      return name
    }

  const writer = (mode: Mode): Writer => ({
    spec,
    mode,
    strict,
    component: component(mode),
    undescribed: (at) => undescribed.push(at)
  })

  for (const operation of operations) {
    const fields = [...operation.inputs, ...basicField(operation)]
    const input = struct(writer("request"), fields)
    const output = operation.output
    const outputSchema = output && outputName(operation)
    keep(
      {
        name: inputName(operation),
        mode: "request",
        component: false,
        code: input,
        doc: doc([`What \`${operation.id}\` sends.`], tags)
      },
      operation.at
    )
    if (output === undefined || outputSchema === undefined) continue
    const code = union(output.alternatives.map((one) => expression(writer("reply"), one, outputSchema)))
    if (code === outputSchema) continue
    const text = doc([`What \`${operation.id}\` answers.`], tags)
    keep({ name: outputSchema, mode: "reply", component: false, code, doc: text }, output.alternatives[0].at)
  }
  return { written: [...written.values()], undescribed }
}

const lenient = `
${doc(["An optional field of a reply. Null or a wrong type becomes absent: what is not needed must not fail a login."])}
const lenient = <S extends Schema.Constraint>(schema: S) =>
  Schema.catchDecoding<Schema.optionalKey<S>>(() => Effect.succeedNone)(Schema.optionalKey(schema))
`

export const schemasModule = (file: string, schemas: ReadonlyArray<Written>): string => {
  const body = schemas
    .map(
      ({ code, doc: comment, name }) =>
        `${comment}\nexport const ${name} = ${code}\n\n${comment}\nexport type ${name} = typeof ${name}.Type\n`
    )
    .join("\n")
  const isLenient = body.includes("lenient(")
  return [
    header(file),
    ...(isLenient ? [`import * as Effect from "effect/Effect"`] : []),
    `import * as Schema from "effect/Schema"`,
    isLenient ? lenient : "",
    body
  ].join("\n")
}
