# The portal in a container: web server by default; compose runs the worker, the schedule and migrations from it too.

# The look of the portal, from npm.
FROM node:22-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev

# Python packages, style sheets and translations.
FROM python:3.11-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/*
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY . .
COPY --from=assets /app/node_modules node_modules
# EMBEDDED gives these three commands throw-away keys; they stay behind in this stage.
RUN export EMBEDDED=1 VAR_DIR=/app/var STATIC_ROOT=/app/staticfiles \
    && python manage.py build_assets \
    && python manage.py compilemessages --verbosity 0 \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules var

# What runs: no compiler, no npm, no test tools, and nothing of the program writable by it.
FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal -m 750 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/data STATIC_ROOT=/app/staticfiles WEB_ADDRESS=0.0.0.0 PORT=8000
WORKDIR /app
USER portal
VOLUME /data
EXPOSE 8000
# It asks under the portal's own name, because any other is refused.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(web.Request('http://127.0.0.1:' + os.environ['PORT'] + '/livez', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=4)"]
CMD ["gunicorn", "portal.wsgi"]
