export type ReasonTag = "x"
