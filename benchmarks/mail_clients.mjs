// Which features of a mail's HTML a mail program lacks: one line "kind<TAB>feature<TAB>programs" each.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const clients = ["gmail.*", "outlook.*", "apple-mail.*"];
const { issues } = caniemail({ clients, html: readFileSync(process.argv[2], "utf8") });
for (const kind of ["errors", "warnings"]) {
  const programs = new Map();
  for (const [client, found] of issues[kind]) {
    for (const { title } of found) programs.set(title, (programs.get(title) ?? new Set()).add(client));
  }
  for (const [title, names] of [...programs].sort()) console.log([kind, title, [...names].sort().join(" ")].join("\t"));
}
