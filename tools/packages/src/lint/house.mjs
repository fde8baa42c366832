/** Lint rules of this house: who may change state, and imports that other rules do not see. */

/** @param {string} description @param {(context: any) => Record<string, (node: any) => void>} create */
const rule = (description, create) => ({ meta: { type: "problem", docs: { description } }, create })

export default {
  meta: { name: "house" },
  rules: {
    "private-state": rule("A mutable field is private to the class that declares it.", (context) => ({
      PropertyDefinition(node) {
        if (node.readonly || node.key.type === "PrivateIdentifier" || node.accessibility === "private") return
        context.report({ node, message: "Make this field readonly or private: a state has one owner." })
      },
      TSPropertySignature(node) {
        if (node.readonly) return
        context.report({ node, message: "Make this member readonly: a state has one owner." })
      }
    })),
    "no-import-type": rule(
      "Types are imported at the top of a file, where the rule against circles sees them.",
      (context) => ({
        TSImportType(node) {
          context.report({ node, message: "Import this type at the top of the file." })
        }
      })
    )
  }
}
