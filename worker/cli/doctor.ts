/** `doctor`: is all well, and if not, what is wrong, why, and what to do. */
import { storesWithoutRow } from '../queue/health.ts'
import { listStores } from '../stores/store.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { checkDeployment, checkTables } from './check-deployment.ts'
import { checkStore } from './check-store.ts'
import type { Finding } from './finding.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'

export async function doctor(context: CommandContext): Promise<CommandResult> {
  const findings = await diagnose(context, await surroundingsOf(context))
  const stores = findings.some(({ check }) => check === 'migrations')
    ? []
    : await listStores(context.db)
  const text =
    findings.length === 0
      ? `All is well: deployment, bindings, secrets, tables, clock${stores.length === 0 ? '. There is no store yet' : ` and ${stores.map(({ name }) => name).join(', ')}`}.`
      : `${findings.map(shown).join('\n\n')}\n\n${findings.length} found.`
  return { json: { findings }, text, isWrong: findings.length > 0 }
}

export async function diagnose(
  { db, nowMs }: Pick<CommandContext, 'db' | 'nowMs'>,
  around: Surroundings,
): Promise<readonly Finding[]> {
  const deployment = checkDeployment(around, nowMs)
  const tables = await checkTables(db)
  if (tables.length > 0) {
    return [...deployment, ...tables]
  }
  const stores = await listStores(db)
  const ofStores: Finding[] = []
  for (const store of stores) {
    ofStores.push(...(await checkStore(db, { store, around, nowMs })))
  }
  return [...deployment, ...(await remnants(db)), ...ofStores]
}

async function remnants(db: CommandContext['db']): Promise<readonly Finding[]> {
  const storeIDs = await storesWithoutRow(db)
  return storeIDs.map((storeID) => ({
    check: 'remnants',
    store: storeID,
    what: `There are rows of store ${storeID}, which does not exist.`,
    why: 'Its removal, or a restoring, broke off.',
    how: `Remove them: bun run tillbridge store remove ${storeID}. Or restore the store from its backup with --overwrite.`,
  }))
}

function shown({ check, store, what, why, how }: Finding): string {
  return [`${store ?? 'deployment'} · ${check}: ${what}`, `    ${why}`, `    ${how}`].join('\n')
}
