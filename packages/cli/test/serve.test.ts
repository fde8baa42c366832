/** What a server of an emulator does with a handler that fails. */
import process from "node:process"
import { expect, it, vi } from "vitest"
import { listen } from "../src/serve.ts"
import { startEmulator } from "../src/testing/index.ts"

it("tells of a handler's defect on standard error, and not of a connection that was to be dropped", async () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true)
  try {
    await using desk = await startEmulator("kayako")
    await desk.fault("notFound", { drop: true })
    await expect(fetch(`${desk.url}/`)).rejects.toThrow()
    expect(write).not.toHaveBeenCalled()
    const broken = await listen(0, async () => ({ handler: () => Promise.reject(new TypeError("no text")), value: 0 }))
    await expect(fetch(broken.url)).rejects.toThrow()
    expect(write).toHaveBeenCalledWith("crm-auth: the emulator could not answer GET (no text). Please report it.\n")
    await broken.close()
  } finally {
    write.mockRestore()
  }
})
