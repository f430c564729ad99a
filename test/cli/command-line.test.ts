/** What an operator types, and what comes of it before any command runs. */
import { describe, expect, test } from 'bun:test'
import { resolve } from 'node:path'
import { helpFor, readCommandLine } from '../../worker/cli/command-line.ts'
import { COMMANDS } from '../../worker/cli/commands.ts'
import { confirm } from '../../worker/cli/confirm.ts'

const ROOT = resolve(import.meta.dir, '../..')

function read(line: string) {
  return readCommandLine(line.split(' ').filter((word) => word !== ''))
}

function refusal(line: string): string {
  try {
    read(line)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'not refused'
}

async function run(...args: readonly string[]) {
  const command = Bun.spawn([process.execPath, 'worker/cli/tillbridge.ts', ...args], {
    cwd: ROOT,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [stdout, stderr] = await Promise.all([
    new Response(command.stdout).text(),
    new Response(command.stderr).text(),
  ])
  return { exitCode: await command.exited, stdout, stderr }
}

test.each(Object.entries(COMMANDS))('%s has help with an example of itself', (name, command) => {
  const line = read(`${name} --help`)
  expect(line.kind === 'help' && helpFor(line.commands)).toContain(
    `For example: bun run tillbridge ${command.example}`,
  )
  expect([command.usage.startsWith(name), command.example.startsWith(name)]).toEqual([true, true])
})

test.each(Object.entries(COMMANDS))('%s names each of its options in its usage', (_, command) => {
  const named = (command.options ?? []).filter((option) => command.usage.includes(`--${option}`))
  expect(named).toEqual([...(command.options ?? [])])
})

test('an object without a verb has the help of its verbs', () => {
  const line = read('settings --help')
  expect(line.kind === 'help' && line.commands.map(([name]) => name)).toEqual([
    'settings get',
    'settings set',
    'settings history',
    'settings undo',
  ])
})

describe('what is mistyped', () => {
  test.each([
    ['store lost', '“store lost” is no command.'],
    ['store list --limit 3', '--limit does not belong to “store list”.'],
    ['log list k3f9x2 --local --remote', '--local and --remote exclude each other.'],
    ['log list k3f9x2 --nonsense', "Unknown option '--nonsense'"],
  ])('%s is refused', (line, sentence) => {
    expect(refusal(line)).toStartWith(sentence)
  })

  test('exits with 1, says what, why and how, and prints nothing else', async () => {
    const { exitCode, stdout, stderr } = await run('log', 'list', '--local', '--remote')
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        '--local and --remote exclude each other.\nA command works on one database.\nLeave one of them out.\n',
    })
  })
})

test('help for a program is one JSON value', async () => {
  const { exitCode, stdout } = await run('--help', '--json')
  expect([exitCode, JSON.parse(stdout).length]).toEqual([0, Object.keys(COMMANDS).length])
})

test('what is asked without a terminal is refused, and --yes answers it', async () => {
  const answers = await Promise.all(
    [false, true].map((isAgreed) =>
      confirm('Remove the store?', { isAgreed, isTerminal: false }).then(
        () => 'go ahead',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      ),
    ),
  )
  expect(answers).toEqual([
    'Remove the store?\nThere is no terminal to ask in, so nothing was done.\nGive the command again with --yes to go ahead.',
    'go ahead',
  ])
})
