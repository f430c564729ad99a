/** The operator's door. What comes back from it is described in `README.md` beside this. */
import { Hono } from 'hono'
import { openDatabase } from '../db/database.ts'
import type { Env } from '../env.ts'
import { fieldSentence } from '../woo/field-problem.ts'
import { readBody } from './body.ts'
import { onlyOperator } from './operator.ts'
import { answerPreview } from './preview.ts'
import { decodePreviewRequest, PREVIEW_BYTES_MAX } from './preview-request.ts'
import { problemResponse } from './problem-response.ts'

export const admin = new Hono<{ Bindings: Env }>()

admin.use('*', onlyOperator)

admin.post('/:storeID/preview', async (context) => {
  const body = await readBody(context.req.raw, PREVIEW_BYTES_MAX)
  if (body === null) {
    return problemResponse({
      status: 413,
      code: 'too-large',
      title: `A preview takes at most ${PREVIEW_BYTES_MAX} bytes.`,
    })
  }
  const asked = decodePreviewRequest(body)
  if (asked.kind === 'field-problem') {
    return problemResponse({
      status: 422,
      code: 'wrong-form',
      title: fieldSentence(asked),
      facts: { field: asked.field },
    })
  }
  const answer = await answerPreview(asked, {
    db: openDatabase(context.env.DB),
    storeID: context.req.param('storeID'),
    nowMs: Date.now(),
  })
  return 'status' in answer ? problemResponse(answer) : context.json(answer)
})
