# 政务服务大厅。make run 打开演示大厅；make test 检查一切。 The two commands; the rest is for daily work.
PYTHON := .venv/bin/python
SERVICES := $(PYTHON) -m setup.services
.PHONY: run test lint services bench prove simulate faults restore upgrade attack fuzz audit reset lock

run: ## open the furnished hall at http://127.0.0.1:8000/ (PORT=, HOST=)
	@setup/prepare.sh run
	@$(PYTHON) -m setup.run

test: ## all checks and tests from nothing; ARGS="tests/x -k y" runs pytest alone
	@setup/prepare.sh test
	@setup/test.sh $(ARGS)

lint: ## put the code into shape
	@setup/prepare.sh test
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format . && .venv/bin/lint-imports && .venv/bin/mypy

services: ## a private PostgreSQL and Redis until Ctrl-C; prints how to reach them
	@setup/prepare.sh test
	@$(SERVICES)

bench: ## how fast, compared with the same work by hand
	@setup/prepare.sh test
	@$(SERVICES) --durable $(PYTHON) bench/run.py $(ARGS)

prove: ## switch every duty off in turn: do its tests notice?
	@setup/prepare.sh test
	@$(SERVICES) $(PYTHON) tests/prove.py $(ARGS)

attack: ## forge timelines and the access log: does the verifier with a sheet and a dump see it?
	@setup/prepare.sh test
	@$(SERVICES) $(PYTHON) -m tests.figures attack tests/timeline/test_outside.py tests/timeline/test_attacks.py tests/timeline/test_anchor.py $(ARGS)

fuzz: ## N requests of nonsense to every address (N=, SEED=): no server error
	@setup/prepare.sh test
	@FUZZ=$(or $(N),10000) FUZZ_SEED=$(or $(SEED),2026) $(SERVICES) $(PYTHON) -m tests.figures fuzz tests/intrusion/test_fuzz.py $(ARGS)

audit: ## known weaknesses of the pinned packages; needs the network, so it is no part of the tests
	@$(PYTHON) -m pip install --quiet pip-audit && .venv/bin/pip-audit --require-hashes -r requirements.lock
	@npm audit --omit=dev

simulate: ## a year of the hall, checked by an independent model; ARGS="--cases 60000 --seed 2"
	@setup/prepare.sh test
	@HALL_VAR=var/simulation $(SERVICES) sh -c '$(PYTHON) manage.py migrate --verbosity=0 && $(PYTHON) manage.py simulate $(ARGS)'

faults: ## 200 kills under load: is anything lost, doubled or half done? ARGS="20" for fewer
	@setup/prepare.sh test
	@$(PYTHON) -m bench.faults $(ARGS)

restore: ## base backup and log archive, then back to an instant; the chains are verified
	@setup/prepare.sh test
	@$(PYTHON) -m bench.restore

upgrade: ## from the data of the first migrations to the newest
	@setup/prepare.sh test
	@$(SERVICES) $(PYTHON) -m bench.upgrade

reset: ## empty the hall: database, papers, uploads, queue, generated keys
	@mkdir -p var && flock --nonblock var/run.lock rm -rf var || { echo "× 大厅正在运行，请先结束它。The hall is running; end it first."; exit 1; }

lock: ## resolve the requirements anew (versions and hashes, no addresses)
	@$(PYTHON) -m pip install --quiet uv
	@for each in requirements requirements-dev requirements-node; do \
		.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url --no-emit-find-links $$each.in --output-file $$each.lock; done
	@npm install --package-lock-only --ignore-scripts
