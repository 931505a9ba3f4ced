def before_scenario(context, scenario):
    if "skip" in scenario.tags:
        scenario.skip("left out")
    if "no-stock" in scenario.tags:
        raise RuntimeError("no stock")
