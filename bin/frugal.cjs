'use strict'
// How work on accounts is started. Pages of a large tenant are short-lived garbage: Node would rather grow than clean up, in
// the heap of the young and of the old alike, and glibc keeps a pool of memory per thread. All are quicker, and hold on
// to some 100 MB each. Others than Linux ignore the variables.
exports.flags = ['--max-semi-space-size=8', '--heap-growing-percent=50']
exports.variables = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

/** Logs may take twice the memory, and are read slower by a tenth in less: they are started as Node comes. */
exports.isFrugal = ([first]) => first !== 'logs'
