/** What an exported file turns into: items for datasets, and how much of each dataset they are. */
import type { Coverage } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Declaration } from '#model/decisions.ts'
import type { FrameworkStatements } from '#model/exclusions.ts'
import type { Refusal } from '#model/refusal.ts'

/** One dataset out of an export. */
export interface ImportedDataset {
  readonly dataset: DatasetName
  readonly items: readonly unknown[]
  readonly coverage: Coverage
}

/** A file that holds Microsoft's error body in place of data. */
export interface ImportedRefusal {
  readonly dataset: DatasetName
  readonly refusal: Refusal
}

/** A whole export. */
export interface Import {
  readonly datasets: readonly ImportedDataset[]
  readonly declarations: readonly Declaration[]
  /** What the export states for a framework's requirements. */
  readonly stated?: FrameworkStatements
  readonly tenant?: string
  /** When the export was made, ISO 8601. */
  readonly at?: string
  readonly notices: readonly string[]
}
