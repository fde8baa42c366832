/**
 * Variables whose values are in files, as Docker, Kubernetes and systemd hand out secrets: a missing `X` is read from the
 * file that `X_FILE` names.
 *
 * @since 0.1.0
 */
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Layer from "effect/Layer"

/** Providers of the environment answer a name with the names that start with it, which is no value. */
const hasValue = (node: ConfigProvider.Node | undefined): node is ConfigProvider.Node & { readonly value: string } =>
  node?.value !== undefined

/** Editors and `echo` end a file with a line break; it is not part of the value. */
const withoutLastBreak = (text: string): string => text.replace(/\r?\n$/, "")

const fileVariable = (path: ConfigProvider.Path): ConfigProvider.Path => [...path.slice(0, -1), `${path.at(-1)}_FILE`]

/**
 * A provider that reads what `self` does not have from the file that `self` names under the same name and `_FILE`. One
 * line break at the end of a file is left out. Fails with `SourceError` for a file that cannot be read.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (
  self: ConfigProvider.ConfigProvider
): Effect.Effect<ConfigProvider.ConfigProvider, never, FileSystem.FileSystem> =>
  Effect.map(FileSystem.FileSystem, (fs) => {
    const fromFile = (
      path: ConfigProvider.Path
    ): Effect.Effect<ConfigProvider.Node | undefined, ConfigProvider.SourceError> => {
      const variable = fileVariable(path)
      return Effect.flatMap(self.load(variable), (named) =>
        hasValue(named)
          ? fs.readFileString(named.value).pipe(
              Effect.map((text) => ConfigProvider.makeValue(withoutLastBreak(text))),
              Effect.mapError((cause) => {
                const message = `${variable.join("_")} names a file that cannot be read`
                return new ConfigProvider.SourceError({ message, cause })
              })
            )
          : Effect.undefined
      )
    }
    return ConfigProvider.make((path) =>
      Effect.filterOrElse(
        self.load(path),
        (node) => hasValue(node) || path.length === 0,
        (node) => Effect.map(fromFile(path), (found) => found ?? node)
      )
    )
  })

/**
 * Adds secret files to the provider that is in use, such as that of the environment: with `KAYAKO_PASSWORD_FILE` set and
 * `KAYAKO_PASSWORD` not, the password is in that file. Needs Effect's `FileSystem` (`NodeFileSystem`, `BunFileSystem`).
 *
 * @category layers
 * @since 0.1.0
 */
export const layer: Layer.Layer<never, never, FileSystem.FileSystem> = /*#__PURE__*/ ConfigProvider.layer(
  /*#__PURE__*/ Effect.flatMap(ConfigProvider.ConfigProvider, make)
)
