import time

import pytest

asked = 0


@pytest.fixture
def no_stock():
    raise RuntimeError("no stock")


@pytest.fixture
def till():
    yield
    raise RuntimeError("does not close")


def test_adds_an_item():
    pass


def test_pays_the_total():
    assert 3 == 4, "three is not four"


def test_reads_the_price():
    raise TypeError("no price")


@pytest.mark.timeout(0.2)
def test_waits_for_the_bank():
    time.sleep(2)


@pytest.mark.skip(reason="no gifts today")
def test_sends_a_gift():
    pass


@pytest.mark.xfail(reason="not yet")
def test_gives_a_discount():
    assert False


@pytest.mark.xfail(strict=True)
def test_should_fail_and_passes():
    pass


@pytest.mark.parametrize("price", [1, 2, "<b>\"A & B\"</b> 🚀"])
def test_costs(price):
    assert price in (1, 2)


@pytest.mark.flaky(reruns=2)
def test_asks_again():
    global asked
    asked += 1
    assert asked > 1


def test_is_counted(no_stock):
    pass


def test_opens(till):
    pass


def test_fails_and_does_not_close(till):
    assert False, "both"


class TestBank:
    def test_pays(self):
        pass
