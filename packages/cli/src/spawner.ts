/** Starts other programs with Node. It is loaded when the first one is started. */
import * as NodeChildProcessSpawner from "@effect/platform-node/NodeChildProcessSpawner"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as ChildProcess from "effect/process/ChildProcess"
import { ChildProcessSpawner } from "effect/process/ChildProcessSpawner"

const layer = Layer.provide(NodeChildProcessSpawner.layer, Layer.mergeAll(NodeFileSystem.layer, NodePath.layer))

/** Starts a program. It ends with the scope. */
export const spawn = (command: ChildProcess.Command) =>
  Effect.provide(
    Effect.flatMap(ChildProcessSpawner, (spawner) => spawner.spawn(command)),
    layer
  )
