import { expect, test } from 'vitest';
import { readReport } from '../../src/report/read-report.js';

const WORDS = 'No such container: web';
const SAID = `Error response from daemon: ${WORDS}`;
const body = JSON.stringify({ message: WORDS });

/** The ways of each client's own source, around the same words. */
const CLIENTS: Readonly<Record<string, string>> = {
  'docker-py': `docker.errors.NotFound: 404 Client Error for http+docker://localhost/v1.41/containers/web/json: Not Found ("${WORDS}")`,
  'docker-py before 4.4': `docker.errors.APIError: 500 Server Error: Internal Server Error ("${WORDS}")`,
  'docker-py, bytes': `docker.errors.APIError: 500 Server Error: Internal Server Error ("b'${WORDS}'")`,
  'docker-py, the body as it came': `docker.errors.APIError: 500 Server Error: Internal Server Error ("${body}")`,
  Ansible: `fatal: [node1]: FAILED! => {"changed": false, "msg": "Error starting container web: 404 Client Error: Not Found (\\"${WORDS}\\")"}`,
  dockerode: `Error: (HTTP code 404) no such container - ${WORDS} `,
  'go-dockerclient under Terraform': `* docker_container.web: Unable to start container: API error (404): ${WORDS}`,
  'go-dockerclient with a body': `API error (404): ${body}`,
  'docker-java': `Caused by: com.github.dockerjava.api.exception.NotFoundException: Status 404: ${body}`,
  'Docker.DotNet': `Docker.DotNet.DockerApiException: Docker API responded with status code=NotFound, response=${body}`,
  Guzzle: `Client error: \`POST http://localhost/v1.41/containers/web/start\` resulted in a \`404 Not Found\` response: ${body}`,
  "Spotify's client": `Request error: POST unix://localhost:80/containers/web/start: 404, body: ${body}`,
  aiodocker: `aiodocker.exceptions.DockerError: DockerError(404, '${WORDS}')`,
  bollard: `Docker responded with status code 404: ${WORDS}`,
  'docker-api of Ruby': `Docker::Error::NotFoundError: ${WORDS}`,
  'Compose before 2': `ERROR: for web  Cannot start service web: ${WORDS}`,
  "GitLab's runner": `ERROR: Job failed (system failure): Error response from daemon: ${WORDS} (docker.go:570:0s)`,
};

test.each(Object.entries(CLIENTS))("what docker answered is read in the words of docker's CLI: %s", (_, paste) => {
  const lines = readReport(paste).lines;
  expect(lines.map(({ text }) => text)).toContain(SAID);
  expect(new Set(lines.map(({ number }) => number))).toEqual(new Set([1]));
});

test("a line of docker's own CLI, of another API and of plain words is read once", () => {
  for (const paste of [SAID, 'github: API rate limit exceeded', '{"message":"Not Found"}', 'Unable to start'])
    expect(readReport(paste).lines).toHaveLength(1);
});

test('an answer that quotes brackets and quotes keeps them', () => {
  const inner = 'Get "https://r.example/v2/": x509: certificate (signed) by unknown authority';
  expect(
    readReport(`docker.errors.APIError: 500 Server Error: Internal Server Error ("${inner}")`).lines[1]?.text,
  ).toBe(`Error response from daemon: ${inner}`);
});
