import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, loadAll } from 'js-yaml';

/**
 * What can be told of `deploy/` without Docker and Helm. Run by `npm run check`: that the chart is YAML once its values are put in,
 * that its parts name each other, that every value is used and every used one is there, that the settings exist and that image, unit and
 * chart agree. Prints what is wrong, and then exits with 1.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, 'deploy', path), 'utf8');
const problems: string[] = [];
const must = (holds: boolean, problem: string) => holds || problems.push(problem);

type Tree = { [name: string]: unknown };
type Deployment = {
  kind: string;
  spec: {
    selector: { matchLabels: Tree };
    template: { metadata: { labels: Tree }; spec: Pod };
  };
};
type Pod = {
  securityContext: { runAsUser: number };
  terminationGracePeriodSeconds: number;
  containers: {
    env: { name: string }[];
    ports: { name: string; containerPort: number }[];
    readinessProbe: { httpGet: { path: string; port: string } };
    livenessProbe: { httpGet: { path: string; port: string } };
    volumeMounts: { name: string; mountPath: string }[];
  }[];
  volumes: { name: string }[];
};
type Service = { kind: string; spec: { selector: Tree; ports: { targetPort: string }[] } };

const template = read('helm/causerie/templates/nodes.yaml');
const values = load(read('helm/causerie/values.yaml')) as Tree;
const dockerfile = read('Dockerfile');
const unit = read('causerie.service');
const chart = load(read('helm/causerie/Chart.yaml')) as Tree;

const used = new Set([...template.matchAll(/\.Values\.(\w+)/g)].map((match) => match[1]!));
for (const name of used) must(name in values, `values.yaml has no ${name}, which the chart uses`);
for (const name of Object.keys(values)) must(used.has(name), `values.yaml has ${name}, which nothing uses`);
for (const name of ['apiVersion', 'name', 'version', 'appVersion'])
  must(name in chart, `Chart.yaml has no ${name}`);
must(String(values.image).endsWith(`:${chart.appVersion}`), 'values.yaml: the image is not of appVersion');
const opened = template.match(/\{\{-?\s*(?:if|range|with)\b/g)?.length ?? 0;
must(opened === (template.match(/\{\{-?\s*end\b/g)?.length ?? 0), 'nodes.yaml: a block is not ended');

const settings = readFileSync(join(root, 'server/src/config.ts'), 'utf8');
const isSetting = (name: string) => settings.includes(`env.${name}`) || settings.includes(`'${name}'`);
const port = Number(/'PORT', (\d+)/.exec(settings)![1]);
const uid = Number(/useradd --uid (\d+)/.exec(dockerfile)?.[1]);

for (const claim of [true, false]) checkChart(loadAll(render(claim)) as (Deployment | Service)[]);
checkImage();
for (const [, name] of unit.matchAll(/^Environment=(\w+)=/gm))
  must(name === 'XDG_RUNTIME_DIR' || isSetting(name!), `causerie.service: ${name} is no setting`);
// With a /tmp of its own, its database's socket would be out of a backup's reach.
const runtime = /^RuntimeDirectory=(\S+)$/m.exec(unit)?.[1];
must(
  unit.includes(`\nEnvironment=XDG_RUNTIME_DIR=/run/${runtime}\n`),
  'causerie.service: XDG_RUNTIME_DIR is not its RuntimeDirectory',
);

for (const problem of problems) console.error(`deploy: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);

/** One of the nodes and the service, with the values put in as far as this chart needs. */
function render(hasClaim: boolean): string {
  const chosen = template.replace(
    /\n\s*\{\{- if [^}]*\}\}([\s\S]*?)\n\s*\{\{- else \}\}([\s\S]*?)\n\s*\{\{- end \}\}/g,
    (_, then: string, otherwise: string) => (hasClaim ? then : otherwise),
  );
  return chosen
    .replaceAll(/^\{\{-? (?:range|end)\b.*$/gm, '')
    .replaceAll(/\{\{-? toYaml \$?\.Values\.(\w+)[^}]*\}\}/g, (_, name: string) =>
      JSON.stringify(values[name]),
    )
    .replaceAll(/\{\{ add \$\.Values\.(\w+) (\d+) \}\}/g, (_, name: string, more: string) =>
      String(Number(values[name]) + Number(more)),
    )
    .replaceAll(/\{\{ \$?\.Values\.(\w+)( \| quote)? \}\}/g, (_, name: string, quoted?: string) =>
      quoted ? JSON.stringify(String(values[name])) : String(values[name]),
    )
    .replaceAll(/\{\{ \$role \}\}/g, 'web')
    .replaceAll(/\{\{ \$replicas \}\}/g, String(values.web))
    .replaceAll(/\{\{ \$?\.Release\.Name \}\}/g, 'release');
}

function checkChart(parts: (Deployment | Service | null)[]): void {
  const deployment = parts.find((part) => part?.kind === 'Deployment') as Deployment;
  const service = parts.find((part) => part?.kind === 'Service') as Service;
  const { selector, template: pods } = deployment.spec;
  const { labels } = pods.metadata;
  const covers = (wanted: Tree) => Object.entries(wanted).every(([name, value]) => labels[name] === value);
  must(covers(selector.matchLabels), 'nodes.yaml: the deployment does not select its own pods');
  must(covers(service.spec.selector), 'nodes.yaml: the service selects no pods');
  const pod = pods.spec;
  const [container] = pod.containers;
  const ports = container!.ports.map((each) => each.name);
  for (const { targetPort } of service.spec.ports)
    must(ports.includes(targetPort), `nodes.yaml: the service's port ${targetPort} is not the pod's`);
  must(container!.ports[0]!.containerPort === port, `nodes.yaml: the program listens on ${port}`);
  for (const { httpGet } of [container!.readinessProbe, container!.livenessProbe]) {
    must(ports.includes(httpGet.port), `nodes.yaml: no port ${httpGet.port}`);
    must(['/ready', '/health'].includes(httpGet.path), `nodes.yaml: ${httpGet.path} is no probe`);
  }
  for (const { name } of container!.env) must(isSetting(name), `nodes.yaml: ${name} is no setting`);
  const volumes = pod.volumes.map((volume) => volume.name);
  for (const { name } of container!.volumeMounts)
    must(volumes.includes(name), `nodes.yaml: no volume ${name}`);
  must(
    pod.terminationGracePeriodSeconds > Number(values.drainSeconds),
    'nodes.yaml: killed before it has drained',
  );
  must(pod.securityContext.runAsUser === uid, `nodes.yaml: the image's user is ${uid}`);
}

function checkImage(): void {
  const lines = dockerfile.replaceAll(/\\\n/g, ' ').split('\n');
  const known = /^(FROM|RUN|WORKDIR|COPY|USER|ENV|VOLUME|EXPOSE|HEALTHCHECK|STOPSIGNAL|CMD) \S/;
  for (const line of lines)
    must(line === '' || line.startsWith('#') || known.test(line), `Dockerfile: ${line}`);
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const at = (word: string) => last.findIndex((line) => line.startsWith(word));
  must(
    at('USER ') > 0 && at('USER ') < at('CMD ') && !/USER (root|0)\b/.test(last.join('\n')),
    'Dockerfile: runs as root',
  );
  const command = JSON.parse(last[at('CMD ')]!.slice(4)) as string[];
  must(existsSync(join(root, command[1]!)), `Dockerfile: there is no ${command[1]}`);
  must(last[at('EXPOSE ')] === `EXPOSE ${port}`, `Dockerfile: the program listens on ${port}`);
  for (const line of lines.filter((each) => /^FROM /.test(each)))
    must(/^FROM \S+:\S+/.test(line), `Dockerfile: ${line} names no version`);
  for (const line of last.filter((each) => /^ENV /.test(each)))
    for (const [, name] of line.matchAll(/\b([A-Z_]+)=/g))
      must(name === 'PATH' || isSetting(name!), `Dockerfile: ${name} is no setting`);
}
