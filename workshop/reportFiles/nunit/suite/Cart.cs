using System;
using NUnit.Framework;

namespace Shop
{
    [TestFixture]
    public class Cart
    {
        [Test]
        public void AddsAnItem() { }

        [Test]
        public void PaysTheTotal() { Assert.AreEqual(4, 3, "three is not four"); }

        [Test]
        public void ReadsThePrice() { throw new InvalidOperationException("no <b>\"A & B\"</b> 🚀"); }

        [Test, Timeout(200)]
        public void WaitsForTheBank() { System.Threading.Thread.Sleep(2000); }

        [Test, Ignore("no gifts today")]
        public void SendsAGift() { }

        [Test]
        public void GivesADiscount() { Assert.Inconclusive("later"); }

        [Test, Category("smoke")]
        public void IsInACategory() { }

        [TestCase(1)]
        [TestCase(3)]
        public void Costs(int price) { Assert.Less(price, 3); }

        [Test]
        public void CannotRun(int price) { }
    }

    [TestFixture]
    public class Stock
    {
        [TestFixtureSetUp]
        public void SetUp() { throw new InvalidOperationException("no stock"); }

        [Test]
        public void IsCounted() { }
    }

    [TestFixture]
    public class Till
    {
        [TestFixtureTearDown]
        public void TearDown() { throw new InvalidOperationException("does not close"); }

        [Test]
        public void Opens() { }
    }
}
