/** `bun run tillbridge <object> <verb>`: the operator's command line, driving wrangler. */
import { parseArgs } from 'node:util'
import type { CommandContext, CommandResult } from './command.ts'
import { logList } from './log-list.ts'
import { mirrorList } from './mirror-list.ts'
import { isOperatorError, operatorError } from './operator-error.ts'
import { orderPreview } from './order-preview.ts'
import { queueList } from './queue-list.ts'
import { settingsGet } from './settings-get.ts'
import { settingsHistory } from './settings-history.ts'
import { settingsSet } from './settings-set.ts'
import { settingsUndo } from './settings-undo.ts'
import { storeAdd } from './store-add.ts'
import { storeDefaults } from './store-defaults.ts'
import { storeList } from './store-list.ts'
import { storeQwc } from './store-qwc.ts'
import { storeVerify } from './store-verify.ts'
import { wranglerDatabase } from './wrangler-database.ts'

type Command = {
  readonly usage: string
  readonly does: string
  readonly run: (context: CommandContext) => Promise<CommandResult>
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'store add': {
    usage: 'store add NAME --shop URL [--since DATE] [--type desktop|pos]',
    does: 'adds a store and says its connection code and password, once',
    run: storeAdd,
  },
  'store list': { usage: 'store list', does: 'lists the stores', run: storeList },
  'store qwc': {
    usage: 'store qwc STORE',
    does: 'prints the file that the Web Connector is set up with',
    run: storeQwc,
  },
  'store defaults': {
    usage: 'store defaults STORE',
    does: 'accepts the suggested mapping of every tax rate and gateway seen so far',
    run: storeDefaults,
  },
  'store verify': {
    usage: 'store verify STORE',
    does: 'after a restored backup, of QuickBooks or of this database: looks for all again',
    run: storeVerify,
  },
  'settings get': {
    usage: 'settings get STORE [KEY]',
    does: 'shows each setting, whether it is the default, and what it means',
    run: settingsGet,
  },
  'settings set': {
    usage: 'settings set STORE KEY VALUE',
    does: 'changes one, e.g. mapping.gateways.stripe.paymentMethodName "Visa"; VALUE is text or JSON',
    run: settingsSet,
  },
  'settings history': {
    usage: 'settings history STORE [--limit N]',
    does: 'lists who changed what and when, newest first',
    run: settingsHistory,
  },
  'settings undo': {
    usage: 'settings undo STORE [VERSION]',
    does: 'takes the newest change back, or brings back an older version',
    run: settingsUndo,
  },
  'order preview': {
    usage: 'order preview STORE (ORDER | --file FILE) [--settings FILE] [--xml]',
    does: 'shows what an order would be in the books and why; ORDER is a number, FILE an order as the REST API gives it, or settings to try',
    run: orderPreview,
  },
  'queue list': {
    usage: 'queue list STORE [--limit N]',
    does: 'lists what waits, what is held and why, and what went',
    run: queueList,
  },
  'mirror list': {
    usage: 'mirror list STORE',
    does: 'lists which of QuickBooks’ lists are known, how long each is and when it was read',
    run: mirrorList,
  },
  'log list': {
    usage: 'log list STORE [--limit N]',
    does: 'lists what happened, newest first',
    run: logList,
  },
}

const OUR_BUG_EXIT = 2
const MISTAKE_EXIT = 1

process.exit(await main(process.argv.slice(2)))

async function main(commandLine: readonly string[]): Promise<number> {
  const isJSON = commandLine.includes('--json')
  try {
    const result = await run(commandLine)
    await print(isJSON ? JSON.stringify(result.json) : result.text)
    return 0
  } catch (error) {
    if (isOperatorError(error) || isUsageError(error)) {
      console.error(error.message)
      return MISTAKE_EXIT
    }
    console.error(error)
    return OUR_BUG_EXIT
  }
}

async function run(commandLine: readonly string[]): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args: [...commandLine],
    allowPositionals: true,
    options: {
      local: { type: 'boolean' },
      remote: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      shop: { type: 'string' },
      since: { type: 'string' },
      type: { type: 'string' },
      url: { type: 'string' },
      limit: { type: 'string' },
      file: { type: 'string' },
      settings: { type: 'string' },
      xml: { type: 'boolean' },
    },
  })
  const [object = '', verb = '', ...rest] = positionals
  const command = COMMANDS[`${object} ${verb}`]
  if (values.help === true || positionals.length === 0) {
    return {
      text: help(),
      json: Object.values(COMMANDS).map(({ usage, does }) => ({ usage, does })),
    }
  }
  if (command === undefined) {
    throw operatorError({
      what: `“${positionals.join(' ')}” is no command.`,
      why: `There are: ${Object.keys(COMMANDS).join(', ')}.`,
      how: 'Run: bun run tillbridge --help',
    })
  }
  if (values.local === true && values.remote === true) {
    throw operatorError({
      what: '--local and --remote exclude each other.',
      why: 'A command works on one database.',
      how: 'Leave one of them out.',
    })
  }
  const place = values.remote === true ? 'remote' : 'local'
  const { local: _local, remote: _remote, json: _json, help: _help, xml, ...options } = values
  return command.run({
    db: wranglerDatabase(place),
    place,
    nowMs: Date.now(),
    positionals: rest,
    options: { ...options, xml: xml === true ? 'yes' : undefined },
  })
}

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, does }) => `  ${usage}\n      ${does}`)
  return [
    'bun run tillbridge <object> <verb> [--local | --remote] [--json] [--url ORIGIN]',
    '',
    ...lines,
    '',
    '--local (the usual) works on this machine’s database, also while `bun run dev` is running;',
    '--remote on the deployed one. --json prints one JSON value and nothing else.',
  ].join('\n')
}

/** node:util's own words for an option it does not know are clear enough. */
function isUsageError(error: unknown): error is Error {
  return (
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  )
}

/** A pipe that is full must not lose the rest when we exit. */
function print(text: string): Promise<void> {
  return new Promise((done) => {
    process.stdout.write(`${text}\n`, () => done())
  })
}
