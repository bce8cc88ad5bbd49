import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'

/** A recurring access review: who is asked what about whom, and what happens to silence. */
export interface ReviewSketch {
  readonly name: string
  readonly displayName: string
  readonly query: string
  readonly status: 'InProgress' | 'NotStarted' | 'Completed'
  readonly reviewer: string
}

export function accessReview(frame: Frame, sketch: ReviewSketch): Item {
  const created = frame.calendar.daysAgo(400)
  return {
    id: frame.id(`review/${sketch.name}`),
    displayName: sketch.displayName,
    createdDateTime: created,
    lastModifiedDateTime: created,
    status: sketch.status,
    descriptionForAdmins: sketch.displayName,
    descriptionForReviewers: '',
    scope: {
      '@odata.type': '#microsoft.graph.accessReviewQueryScope',
      query: sketch.query,
      queryType: 'MicrosoftGraph',
      queryRoot: null,
    },
    reviewers: [{ query: `/v1.0/users/${sketch.reviewer}`, queryType: 'MicrosoftGraph', queryRoot: null }],
    fallbackReviewers: [],
    stageSettings: [],
    settings: settings(created.slice(0, 10)),
  }
}

function settings(startDate: string): Item {
  return {
    mailNotificationsEnabled: true,
    reminderNotificationsEnabled: true,
    justificationRequiredOnApproval: true,
    defaultDecisionEnabled: false,
    defaultDecision: 'None',
    instanceDurationInDays: 14,
    autoApplyDecisionsEnabled: false,
    recommendationsEnabled: true,
    recurrence: {
      pattern: {
        type: 'absoluteMonthly',
        interval: 3,
        month: 0,
        dayOfMonth: 0,
        daysOfWeek: [],
        firstDayOfWeek: 'sunday',
        index: 'first',
      },
      range: {
        type: 'noEnd',
        numberOfOccurrences: 0,
        recurrenceTimeZone: null,
        startDate,
        endDate: null,
      },
    },
    applyActions: [],
  }
}
