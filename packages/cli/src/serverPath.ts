/** The path of a vendor's addresses. */
import type { Protocol } from "@crm-auth/core/Driver"

/** The path that every address of a vendor has. */
export const basePathOf = (server: Pick<Protocol["server"], "default">): string =>
  server.default === undefined ? "" : new URL(server.default).pathname.replace(/\/+$/, "")
