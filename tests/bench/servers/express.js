/** A blog of one page as it is often built: Express renders it from a row of SQLite, at each request. */

import { DatabaseSync } from 'node:sqlite'
import express from 'express'

const [, , path, port] = process.argv
const database = new DatabaseSync(path)
const find = database.prepare('SELECT title, head, article, foot FROM posts WHERE slug = ?')

const render = ({ title, head, article, foot }) =>
  `${head.replace('<title></title>', `<title>${title}</title>`)}${article}${foot}`

const app = express()
app.get('/posts/:slug', (request, response) => {
  const row = find.get(request.params.slug)
  if (row) response.type('html').send(render(row))
  else response.sendStatus(404)
})
app.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
