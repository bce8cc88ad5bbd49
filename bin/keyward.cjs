#!/usr/bin/env node
'use strict'
// Shows help without loading anything; runs commands under the Node that npm brought.
const { existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..')
const argv = process.argv.slice(2)
const [first] = argv

function helpKey() {
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') return argv[1] || ''
  if (first === '--version' || first === '-V') return 'version'
  return argv.includes('--help') || argv.includes('-h') ? first : undefined
}

function help(key) {
  const texts = JSON.parse(readFileSync(join(__dirname, 'help.generated.json'), 'utf8'))
  return Object.hasOwn(texts, key) ? texts[key] : undefined
}

const LEAST_NODE = 24
const key = helpKey()
const text = key === undefined ? undefined : help(key)
if (text !== undefined) {
  process.stdout.write(text)
} else if (Number(process.versions.node.split('.')[0]) >= LEAST_NODE) {
  void import(require('node:url').pathToFileURL(join(root, 'src', 'cli', 'run.ts')).href)
} else {
  runUnderNewerNode()
}

function runUnderNewerNode() {
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
  const { spawnSync } = require('node:child_process')
  // Ctrl-C reaches both; the child decides what it means.
  process.on('SIGINT', () => {})
  const { status, signal } = spawnSync(found, [join(root, 'src', 'cli', 'run.ts'), ...argv], {
    stdio: 'inherit',
  })
  process.exit(status === null ? (signal === 'SIGINT' ? 130 : 1) : status)
}
