/** The little of WebAssembly that is used here; TypeScript knows it only together with a browser. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Memory {
    readonly buffer: SharedArrayBuffer
    constructor(size: { initial: number; maximum: number; shared: true })
  }
  class Instance {
    readonly exports: unknown
    constructor(module: Module, imports: { env: { memory: Memory } })
  }
}
