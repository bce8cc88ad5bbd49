import type { Dataset, RecordOf } from './dataset.ts'
import { allDatasets } from './datasets.generated.ts'

export type DatasetName = keyof typeof allDatasets
export type DatasetRecord<Name extends DatasetName> = RecordOf<(typeof allDatasets)[Name]>

/** The names of all datasets, sorted. */
export const datasetNames = Object.keys(allDatasets).sort() as readonly DatasetName[]

/** The definition of a dataset. */
export function datasetOf(name: DatasetName): Dataset {
  return allDatasets[name]
}

/** True for the name of a dataset that this version knows. */
export function isDatasetName(name: string): name is DatasetName {
  return Object.hasOwn(allDatasets, name)
}
