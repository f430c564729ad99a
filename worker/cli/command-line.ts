/** What stands on the command line: which command, on which database, with which options. */
import { parseArgs } from 'node:util'
import { OPTIONS } from './command.ts'
import type { Command, OptionName } from './command.ts'
import { COMMANDS } from './commands.ts'
import { operatorError } from './operator-error.ts'
import type { Place } from './wrangler-database.ts'

/** Every command has these. */
const GLOBAL_OPTIONS = {
  local: { type: 'boolean' },
  remote: { type: 'boolean' },
  json: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
} as const

export type CommandLine =
  | { readonly kind: 'help'; readonly commands: readonly (readonly [string, Command])[] }
  | {
      readonly kind: 'command'
      readonly command: Command
      readonly place: Place
      readonly isJSON: boolean
      /** Whether what it asks is answered with yes beforehand. */
      readonly isAgreed: boolean
      readonly positionals: readonly string[]
      readonly options: Readonly<Record<string, string | undefined>>
    }

/** Throws an operator's error, or node:util's own for an option that nobody knows. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...GLOBAL_OPTIONS, ...OPTIONS },
  })
  const [name, command] = commandNamed(positionals) ?? [null, null]
  if (values.help === true || positionals.length === 0) {
    return { kind: 'help', commands: name === null ? commandsOf(positionals) : [[name, command]] }
  }
  if (name === null) {
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
  return {
    kind: 'command',
    command,
    place: values.remote === true ? 'remote' : 'local',
    isJSON: values.json === true,
    isAgreed: values.yes === true,
    positionals: positionals.slice(name.split(' ').length),
    options: optionsFor(name, command, values),
  }
}

function commandNamed(positionals: readonly string[]): readonly [string, Command] | null {
  const [object = '', verb = ''] = positionals
  const name = [`${object} ${verb}`, object].find((key) => Object.hasOwn(COMMANDS, key))
  const command = name === undefined ? undefined : COMMANDS[name]
  return name === undefined || command === undefined ? null : [name, command]
}

/** Of one object, or all of them. */
function commandsOf([object]: readonly string[]): readonly (readonly [string, Command])[] {
  const all = Object.entries(COMMANDS)
  const some = all.filter(([name]) => name.split(' ')[0] === object)
  return some.length === 0 ? all : some
}

function optionsFor(
  name: string,
  { options = [] }: Command,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const known: readonly string[] = options
  const given = Object.entries(values).filter(([option]) => !Object.hasOwn(GLOBAL_OPTIONS, option))
  for (const [option] of given) {
    if (!known.includes(option)) {
      throw operatorError({
        what: `--${option} does not belong to “${name}”.`,
        why: known.length === 0 ? 'It has no options.' : `It has: --${known.join(', --')}.`,
        how: `See what it does: bun run tillbridge ${name} --help`,
      })
    }
  }
  return Object.fromEntries(
    given.map(([option, value]) => [option, value === true ? 'yes' : String(value)]),
  )
}

export function helpFor(commands: readonly (readonly [string, Command])[]): string {
  const [first] = commands
  return commands.length === 1 && first !== undefined
    ? helpForOne(first[1])
    : [
        'bun run tillbridge <object> <verb> [--local | --remote] [--json] [--yes] [--help]',
        '',
        ...commands.map(([, { usage, does }]) => `  ${usage}\n      ${does}`),
        '',
        ...GLOBAL_HELP,
      ].join('\n')
}

function helpForOne({ usage, does, example, options = [], asks }: Command): string {
  const width = Math.max(0, ...options.map((name) => name.length))
  return [
    `bun run tillbridge ${usage}`,
    `    ${does}`,
    '',
    ...options.map((name: OptionName) => `  --${name.padEnd(width)}  ${OPTIONS[name].means}`),
    ...(options.length === 0 ? [] : ['']),
    ...(asks === undefined ? [] : ['It asks before anything is lost; --yes answers.', '']),
    `For example: bun run tillbridge ${example}`,
    '',
    ...GLOBAL_HELP,
  ].join('\n')
}

const GLOBAL_HELP = [
  '--local (the usual) works on this machine’s database, also while `bun run dev` is running;',
  '--remote on the deployed one. --json prints one JSON value and nothing else. --yes answers what',
  'is asked before anything is lost. The exit code is 0 when it is done, 1 when you have to put',
  'something right, and 2 when Tillbridge has.',
]
