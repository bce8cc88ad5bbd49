/** The sign-ins that a spot-check asks about, one after the other: between them they meet every kind of condition. */
import type { Client } from '../sign-ins/grade.ts'

export interface SampleWay {
  readonly application: string
  readonly client: Client
}

const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'
const SHAREPOINT = '00000003-0000-0ff1-ce00-000000000000'
const AZURE = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
const GRAPH = '00000003-0000-0000-c000-000000000000'

export const sampleWays: readonly SampleWay[] = [
  { application: EXCHANGE, client: 'browser' },
  { application: GRAPH, client: 'modern' },
  { application: AZURE, client: 'browser' },
  { application: EXCHANGE, client: 'activeSync' },
  { application: GRAPH, client: 'deviceCode' },
  { application: EXCHANGE, client: 'otherLegacy' },
  { application: SHAREPOINT, client: 'browser' },
]
