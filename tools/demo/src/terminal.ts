/** Whether a person is watching. */
import process from "node:process"

export const terminal = {
  colour: process.stdout.isTTY && process.env["NO_COLOR"] === undefined && process.env["TERM"] !== "dumb",
  write: (text: string) => void process.stdout.write(text)
}
