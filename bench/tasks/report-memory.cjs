'use strict'
// Loaded before a program that knows nothing of it: says on descriptor 3 how much memory it took.
const { writeSync } = require('node:fs')
const { peakMemoryMb } = require('./peak-memory.cjs')

process.once('exit', () => writeSync(3, String(peakMemoryMb())))
