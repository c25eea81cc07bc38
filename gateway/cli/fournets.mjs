#!/usr/bin/env node
// Plain JavaScript, so that an old Node still reads it and can say what is wrong.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `FourNets needs Node 20.19 or later; this is ${process.versions.node}. Install a newer one from https://nodejs.org and run the command again.\n` +
      `四网需要 Node 20.19 或更高版本，当前为 ${process.versions.node}。请从 https://nodejs.org 安装新版后重试。\n`,
  );
  process.exit(4);
}
const { load } = await import('./transpile/load.mjs');
const { main } = await load('gateway/cli/main.ts');
process.exitCode = await main(process.argv);
