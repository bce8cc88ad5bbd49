/** Drills of Contoso: one day of logs, asked for and compared. */
import type { DrillHistory, DrillRecord, DrillResult } from '#model/drill.ts'

/** A comparison in which everything agrees. */
export function aDrillResult(changes: Partial<DrillResult> = {}): DrillResult {
  return {
    at: '2026-03-02T09:00:00.000Z',
    cameAt: '2026-03-02T08:00:00.000Z',
    by: 'olga@contoso.example',
    tookHours: 23,
    agreedHours: 24,
    verdict: 'agrees',
    because: [],
    short: [],
    logs: [],
    notes: [],
    ...changes,
  }
}

/** A day of January, asked for in March. */
export function aDrill(
  results: readonly DrillResult[] = [aDrillResult()],
  changes: Partial<DrillRecord> = {},
): DrillRecord {
  return {
    schemaVersion: 1,
    id: '2026-01-13',
    day: '2026-01-13',
    by: 'olga@contoso.example',
    requestedAt: '2026-03-01T09:00:00.000Z',
    asked: ['signIns'],
    results: [...results],
    ...changes,
  }
}

/** What is kept of drills. */
export function theDrills(drills: readonly DrillRecord[], changes: Partial<DrillHistory> = {}): DrillHistory {
  return { hasLogs: true, broken: [], drills, ...changes }
}
