/** What every figure is compared with: a Worker that asks D1 one question. */
export default {
  async fetch(_: Request, env: { readonly DB: D1Database }): Promise<Response> {
    await env.DB.prepare('SELECT 1 AS one').all()
    return new Response('')
  },
}
