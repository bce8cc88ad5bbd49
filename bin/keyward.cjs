#!/usr/bin/env node
'use strict'
// Shows help without loading anything; runs commands under the Node that npm brought.
const { existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..')
const argv = process.argv.slice(2)
const [first] = argv

/** First words of commands of two words; alone, they ask what there is. */
const GROUPS = new Set(['logs'])

function helpKey() {
  if (first === undefined || first === '--help' || first === '-h') return nameIn(argv.slice(1))
  if (first === 'help') return nameIn(argv.slice(1))
  if (first === '--version' || first === '-V') return 'version'
  if (GROUPS.has(first) && argv.length === 1) return first
  return argv.includes('--help') || argv.includes('-h') ? nameIn(argv) : undefined
}

function nameIn([name = '', second = '']) {
  return GROUPS.has(name) && second !== '' && !second.startsWith('-') ? `${name} ${second}` : name
}

function help(key) {
  const texts = JSON.parse(readFileSync(join(__dirname, 'help.generated.json'), 'utf8'))
  return Object.hasOwn(texts, key) ? texts[key] : undefined
}

const LEAST_NODE = 24
const LONG_WORK = new Set(['collect', 'demo', 'logs'])

function isNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= LEAST_NODE
}

const key = helpKey()
const text = key === undefined ? undefined : help(key)
if (text !== undefined) {
  process.stdout.write(text)
} else if (isNewEnough() && !LONG_WORK.has(first)) {
  void import(require('node:url').pathToFileURL(join(root, 'src', 'cli', 'run.ts')).href)
} else {
  runApart(isNewEnough() ? process.execPath : newerNode())
}

function newerNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const folders = [`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`, 'node']
  const found = folders
    .map((folder) => join(root, 'node_modules', folder, 'bin', name))
    .find((path) => existsSync(path))
  if (found === undefined) {
    process.stderr.write(
      `keyward: Node ${LEAST_NODE} or later is needed, this is ${process.versions.node} [node-too-old]\n  Run npm ci here, or install Node ${LEAST_NODE}.\n`,
    )
    process.exit(2)
  }
  return found
}

function runApart(node) {
  const { spawn } = require('node:child_process')
  const { flags, variables, isFrugal } = require('./frugal.cjs')
  const isLean = isFrugal(argv)
  const child = spawn(node, [...(isLean ? flags : []), join(root, 'src', 'cli', 'run.ts'), ...argv], {
    stdio: 'inherit',
    env: { ...(isLean ? variables : {}), ...process.env },
  })
  // Ctrl-C at a terminal reaches both, and the child decides what it means; whatever else asks to end is passed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`keyward: ${node} could not be started: ${error.message}\n`)
    process.exit(2)
  })
  child.on('exit', (status, signal) =>
    process.exit(status === null ? (signal === 'SIGINT' ? 130 : 1) : status),
  )
}
