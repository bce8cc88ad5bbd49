/** The seal of a snapshot, as commands read it. */
export type { Manifest } from '#store/snapshots/manifest.ts'
