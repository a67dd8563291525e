using System.Globalization;
using System.Text;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Runtime.Tests.Keys;

/// <summary>The text form of the id of a key.</summary>
public sealed class KeyIdTests
{
    private const string Text = "0123456789abcdeffedcba9876543210";

    [Fact]
    public void The_digits_are_those_of_the_number()
    {
        Assert.True(KeyId.TryParse(Encoding.ASCII.GetBytes(Text), out KeyId id));
        Assert.Equal(UInt128.Parse(Text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), id.Value);
        Assert.Equal(Text, id.ToString());
    }

    [Fact]
    public void Every_byte_at_every_place_is_a_digit_or_refused()
    {
        for (int place = 0; place < KeyId.TextLength; place++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] digits = Encoding.ASCII.GetBytes(Text);
                digits[place] = (byte)value;
                bool isDigit = value is (>= '0' and <= '9') or (>= 'a' and <= 'f');
                Assert.Equal(isDigit, KeyId.TryParse(digits, out KeyId id));
                Assert.Equal(isDigit ? Encoding.ASCII.GetString(digits) : default(KeyId).ToString(), id.ToString());
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Any_other_length_is_refused(int length) => Assert.False(KeyId.TryParse(Encoding.ASCII.GetBytes(new string('0', length)), out _));
}
