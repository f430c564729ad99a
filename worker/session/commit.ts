import type { Statement } from '../db/database.ts'
import { saveSession } from './sessions.ts'
import type { Session } from './sessions.ts'
import type { Outside } from './world.ts'

/** One batch: what was decided, and the session that decided it, which must still be as it was read. */
export async function commit(
  session: Session,
  statements: readonly Statement[],
  { db }: Pick<Outside, 'db'>,
): Promise<Session> {
  await db.batch([saveSession(db, session), ...statements])
  return { ...session, turn: session.turn + 1 }
}
