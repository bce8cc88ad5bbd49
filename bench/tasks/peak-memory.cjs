'use strict'
const { readFileSync } = require('node:fs')

/**
 * Peak resident memory of this process in MB. Not `ru_maxrss` where the kernel offers better: a child inherits that
 * figure from the process that started it.
 */
exports.peakMemoryMb = function peakMemoryMb() {
  const kilobytes = highWater() ?? process.resourceUsage().maxRSS
  return Math.round(kilobytes / 1024)
}

function highWater() {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
    return found ? Number(found[1]) : undefined
  } catch {
    return undefined
  }
}
