/** Names the field that a schema's issue is about, and never its value. */
import type * as SchemaIssue from "effect/SchemaIssue"

export const fieldOf = (issue: SchemaIssue.Issue): string => {
  switch (issue._tag) {
    case "Pointer": {
      const rest = fieldOf(issue.issue)
      return [...issue.path.map(String), ...(rest === "input" ? [] : [rest])].join(".")
    }
    case "Filter":
    case "Encoding":
      return fieldOf(issue.issue)
    case "Composite":
    case "AnyOf":
      return issue.issues[0] === undefined ? "input" : fieldOf(issue.issues[0])
    default:
      return "input"
  }
}
