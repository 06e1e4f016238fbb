# One image for all four services. Not built on the project's own machines: see docs/containers.md.

FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/motcua
COPY locks/run.txt locks/
RUN /opt/motcua/bin/pip install --no-cache-dir --require-hashes -r locks/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY motcua motcua
COPY services services
COPY contracts contracts
RUN /opt/motcua/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && ln -s /opt/motcua/lib/python3.11/site-packages/motcua /opt/motcua/motcua

FROM python:3.11-slim
COPY --from=build /opt/motcua /opt/motcua
RUN useradd --uid 10001 --create-home motcua && install -d -o motcua -g motcua /data
USER 10001
WORKDIR /home/motcua
ENV PATH=/opt/motcua/bin:$PATH PYTHONUNBUFFERED=1 PYTHONPATH=/opt/motcua/motcua/_app \
    MOTCUA_DATA=/data MOTCUA_HOST=0.0.0.0 PORT=8000
VOLUME /data
EXPOSE 8000 8001 8002 8003
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=10 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/_sandbox/health', timeout=2)"]
# Without a command: all four in one container. docker-compose.yml gives each service a container.
ENTRYPOINT ["python", "-m", "services", "--slices", "/opt/motcua/motcua/world/default"]
